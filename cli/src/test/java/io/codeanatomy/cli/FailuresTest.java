// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private ExitCode show(Throwable failure, OutputOptions options) {
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false,
            Map.of(),
            Optional.empty(),
            new Interruption());
    return new Failures(new Screen(terminal, options), terminal).show(failure, Optional.empty());
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "CA-SPEC-001, INVALID_SPEC",
    "CA-PLAN-001, INVALID_SPEC",
    "CA-RULE-001, INVALID_SPEC",
    "CA-INPUT-001, INVALID_SPEC",
    "CA-RUN-005, FAILED",
    "CA-PUBLISH-007, FAILED",
    "CA-INGEST-001, FAILED",
    "CA-EXTRACT-002, FAILED",
  })
  void theFamilyOfTheFirstErrorIsTheExitCode(String code, ExitCode expected) {
    Diagnostic warning = Diagnostic.error("CA-SPEC-050", "by the way").asWarning();
    Diagnostic error = Diagnostic.error(code, "it is wrong");
    assertThat(show(new DiagnosticException(List.of(warning, error)), new OutputOptions()))
        .isEqualTo(expected);
    assertThat(err()).contains(code + "]").contains("it is wrong");
  }

  @Test
  void anInternalErrorAsksForAReport() {
    assertThat(show(new IllegalStateException("surprise"), new OutputOptions()))
        .isEqualTo(ExitCode.INTERNAL);
    assertThat(err())
        .contains("internal error: java.lang.IllegalStateException: surprise")
        .contains("report it")
        .contains("codeanatomy ")
        .contains("--debug")
        .doesNotContain("\tat ");
  }

  @Test
  void anInternalErrorShowsItsTraceWhenDebugging() {
    OutputOptions options = new OutputOptions();
    options.debug = true;
    show(new IllegalStateException("surprise"), options);
    assertThat(err()).contains("\tat io.codeanatomy");
  }

  @Test
  void anInternalErrorIsAJsonDocumentToo() {
    OutputOptions options = new OutputOptions();
    options.format = Format.json;
    show(new StackOverflowError(), options);
    assertThat(JsonValue.object(out.toString(StandardCharsets.UTF_8)).get("error"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("kind", "internal")
        .containsEntry("exit_code", 70L);
  }

  @Test
  void usedUpMemoryIsNoInternalError() {
    assertThat(show(new OutOfMemoryError(), new OutputOptions())).isEqualTo(ExitCode.FAILED);
    assertThat(err()).contains("CA-CLI-002").contains("CODEANATOMY_JAVA_OPTIONS");
  }
}
