// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.UnmatchedArgumentException;

/** What picocli must keep doing for us. */
class PicocliContractTest {

  @Command(name = "work", mixinStandardHelpOptions = true)
  static final class Work implements Runnable {

    @Parameters(arity = "1..*")
    List<Path> files;

    @Option(names = "--input")
    List<String> inputs = List.of();

    @Option(names = "--output", required = true)
    Path output;

    @Override
    public void run() {}
  }

  private static Work parsed(String... arguments) {
    Work work = new Work();
    new CommandLine(work).parseArgs(arguments);
    return work;
  }

  @Test
  void optionsMayStandBetweenParametersAndBeRepeated() {
    Work work = parsed("a", "--input", "x=1", "b", "--output=o", "--input", "y=2");
    assertThat(work.files).containsExactly(Path.of("a"), Path.of("b"));
    assertThat(work.inputs).containsExactly("x=1", "y=2");
    assertThat(work.output).isEqualTo(Path.of("o"));
  }

  @Test
  void whatFollowsTwoHyphensIsAParameter() {
    assertThat(parsed("--output", "o", "--", "--input").files).containsExactly(Path.of("--input"));
  }

  @Test
  void anUnknownOptionIsNamedWithTheNearestOnes() {
    assertThatThrownBy(() -> parsed("a", "--output=o", "--inptu", "x"))
        .asInstanceOf(type(UnmatchedArgumentException.class))
        .satisfies(
            e -> {
              assertThat(e.getUnmatched()).contains("--inptu");
              assertThat(e.getSuggestions()).contains("--input");
            });
  }

  @Test
  void aMissingOptionAndAMissingParameterAreNamed() {
    assertThatThrownBy(() -> parsed("a"))
        .isInstanceOf(MissingParameterException.class)
        .hasMessageContaining("--output");
    assertThatThrownBy(() -> parsed("--output=o"))
        .isInstanceOf(MissingParameterException.class)
        .hasMessageContaining("<files>");
  }

  @Test
  void helpGoesToTheWriterThatIsGivenAndNotToTheProcess() {
    StringWriter out = new StringWriter();
    int exitCode = new CommandLine(new Work()).setOut(new PrintWriter(out, true)).execute("--help");
    assertThat(exitCode).isZero();
    assertThat(out.toString()).startsWith("Usage: work").contains("--output=<output>");
  }
}
