// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that no command gets to see. */
class CommandLineTest {

  @Test
  void withoutACommandTheUsageIsShown() {
    Called called = Called.with();
    assertThat(called.code()).isEqualTo(64);
    assertThat(called.out()).isEmpty();
    assertThat(called.err()).contains("Usage: codeanatomy").contains("quickstart");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "quickstart",
        "extract java",
        "load",
        "validate",
        "run",
        "functions",
        "rules",
        "history",
        "history prune",
        "show",
        "replay"
      })
  void everyCommandHelpsWithExamplesAndExitCodes(String command) {
    String[] words = (command + " --help").strip().split(" ");
    Called called = Called.with(words);
    assertThat(called.code()).isZero();
    assertThat(called.err()).isEmpty();
    assertThat(called.out())
        .contains("Usage: codeanatomy")
        .contains("Examples:")
        .contains("Exit codes:")
        .contains("130   Interrupted");
    assertThat(called.out().lines()).allMatch(line -> line.length() <= 100, "fits 100 columns");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "run --version", "-V"})
  void theVersionIsShown(String words) {
    Called called = Called.with(words.split(" "));
    assertThat(called.code()).isZero();
    assertThat(called.out()).matches("codeanatomy \\d+\\.\\d+\\.\\d+ \\(Java .*\\)\n");
  }

  @ParameterizedTest
  @CsvSource({
    "vaildate, there is no command 'vaildate', validate",
    "run x --outptu y, there is no option '--outptu', --output",
    "run x --output y --formt json, there is no option '--formt', --format",
    "history purne, there is no command 'purne', prune",
    "extract jaav, there is no command 'jaav', java",
  })
  void mistypedWordsAreGuessed(String words, String message, String guess) {
    Called called = Called.with(words.split(" "));
    assertThat(called.code()).isEqualTo(64);
    assertThat(called.out()).isEmpty();
    assertThat(called.err()).contains("error: " + message).contains("Did you mean " + guess);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run | SPEC",
        "run x | --output",
        "run x y --output z | one argument too many",
        "run x --output a --output b | --output",
        "run x --output y --format xml | text",
        "run x --output y --environment huge | small",
        "run x --output y --profile Lax | Default",
        "run x --output y --engine spark | not available in this version",
        "run x --output y --engine oracle | there is no engine 'oracle'",
        "run x --output y --input orders | expected NAME=VALUE",
        "run x --output y --input orders= | has no location",
        "run x --output y --input a=b --input a=c | given twice",
        "run x --output y --param a=b --param a=b | given twice",
        "run x --output y --param =b | expected NAME=VALUE",
        "extract | no language is given",
        "extract java --output x | SOURCE",
        "load --output x | NAME=FILE",
        "load orders --output x | expected NAME=VALUE",
        "load orders= --output x | has no file",
        "load orders=x --output x --as xml | PARQUET",
        "history | --output",
        "history --output x --limit 0 | --limit is at least 1",
        "history prune | --output",
        "history prune --output x --keep-days 1 --older-than 2d | give one of them",
        "history prune --output x --keep-days=-1 | --keep-days is 0 to 36525",
        "history prune --output x --older-than 2y | such as 36h, 30d or 8w",
        "history prune --output x --older-than 9999w | more than a hundred years",
        "show latest | --output",
        "show --output x | RUN",
        "explain | Missing required parameter: 'SPEC'",
        "replay latest | --output",
        "replay --output x | RUN",
        "replay latest --output x --input orders | expected NAME=VALUE",
        "replay latest --output x --input orders= | has no location",
        "replay latest --output x --input a=b --input a=c | given twice",
      })
  void whatCannotBeUnderstoodIsAUsageError(String words, String message) {
    Called called = Called.with(words.strip().split(" "));
    assertThat(called.code()).as(called.err()).isEqualTo(64);
    assertThat(called.out()).isEmpty();
    assertThat(called.err()).contains("error: ").contains(message.strip()).contains("--help");
  }

  @Test
  void aUsageErrorIsAJsonDocumentWhereThatIsWanted() {
    Called called = Called.with("run", "--format", "json");
    assertThat(called.code()).isEqualTo(64);
    assertThat(JsonValue.object(called.out()).get("error"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("kind", "usage")
        .containsEntry("exit_code", 64L);
    assertThat(JsonValue.object(Called.with("run", "--format=json").out()))
        .containsEntry("diagnostics", java.util.List.of());
  }

  @Test
  void valuesMayHoldEqualsSigns() {
    NamedValue value = new NamedValue.Converter().convert("a=b=c");
    assertThat(Map.of(value.name(), value.value())).isEqualTo(Map.of("a", "b=c"));
  }
}
