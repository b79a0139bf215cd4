// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every document in {@code bad/} says itself what is wrong with it: in a comment at the line, or,
 * if it cannot have comments, in the file beside it that ends with {@code .expected}.
 */
class BadDocumentsTest {

  private static final Pattern COMMENT =
      Pattern.compile(
          "# (error|warning)\\[(CA-SPEC-\\d+)\\]: (.*?)(?=\\s*(?:# (?:error|warning)\\[|$))");
  private static final Pattern BESIDE =
      Pattern.compile("(\\d+):(\\d+) (error|warning)\\[(CA-SPEC-\\d+)\\]: (.*)");

  /** A diagnostic that must come; column 0 is any. */
  private record Expected(int line, int column, String severity, String code, String message) {}

  static List<Path> documents() throws IOException, URISyntaxException {
    Path folder = Path.of(BadDocumentsTest.class.getResource("/bad").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.toString().endsWith(".expected")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aBadDocumentHasExactlyTheDiagnosticsThatItNames(Path document) throws IOException {
    List<Expected> expected = expected(document);
    List<Diagnostic> found = diagnostics(document);
    String shown =
        DiagnosticFormatter.text(found, Optional.empty(), DiagnosticFormatter.Color.NEVER);
    assertThat(expected).as("a bad document names its faults").isNotEmpty();
    assertThat(found.stream().map(BadDocumentsTest::key).sorted().toList())
        .as("diagnostics of %s:%n%s", document.getFileName(), shown)
        .isEqualTo(expected.stream().map(BadDocumentsTest::key).sorted().toList());
    for (Expected one : expected) {
      assertThat(found)
          .as("%s in line %d", one.message(), one.line())
          .anyMatch(
              diagnostic ->
                  key(diagnostic).equals(key(one))
                      && diagnostic.message().contains(one.message())
                      && (one.column() == 0 || diagnostic.column().orElse(0) == one.column()));
    }
    assertThat(found)
        .as("every diagnostic says what to do, or shows the syntax")
        .allMatch(d -> d.hint().isPresent() || d.code().equals("CA-SPEC-004"));
  }

  @Test
  void everyCodeHasABadDocument() throws IOException, URISyntaxException {
    Set<String> met = new TreeSet<>();
    // A file that is not there cannot be a test resource: SpecReaderTest has it.
    met.add(SpecErrorCode.UNREADABLE.text());
    for (Path document : documents()) {
      expected(document).forEach(expected -> met.add(expected.code()));
    }
    assertThat(met)
        .containsExactlyElementsOf(
            Arrays.stream(SpecErrorCode.values()).map(SpecErrorCode::text).sorted().toList());
  }

  private static List<Diagnostic> diagnostics(Path document) {
    try {
      return SpecValidator.validate(SpecDocument.read(document));
    } catch (DiagnosticException e) {
      return e.diagnostics();
    }
  }

  private static List<Expected> expected(Path document) throws IOException {
    Path beside = Path.of(document + ".expected");
    List<Expected> expected = new ArrayList<>();
    if (Files.exists(beside)) {
      for (String line : Files.readAllLines(beside)) {
        Matcher matcher = BESIDE.matcher(line);
        assertThat(matcher.matches()).as(line).isTrue();
        expected.add(
            new Expected(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                matcher.group(3),
                matcher.group(4),
                matcher.group(5)));
      }
      return expected;
    }
    List<String> lines = Files.readAllLines(document, StandardCharsets.UTF_8);
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = COMMENT.matcher(lines.get(i));
      while (matcher.find()) {
        expected.add(new Expected(i + 1, 0, matcher.group(1), matcher.group(2), matcher.group(3)));
      }
    }
    return expected;
  }

  private static String key(Expected expected) {
    return expected.line() + " " + expected.severity() + " " + expected.code();
  }

  private static String key(Diagnostic diagnostic) {
    String severity = diagnostic.isError() ? "error" : "warning";
    return diagnostic.line().orElse(0) + " " + severity + " " + diagnostic.code();
  }
}
