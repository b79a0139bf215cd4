// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A document that says itself what is wrong with it, in comments at the lines of its faults, each
 * with a part of the message:
 *
 * <pre>
 *   predicate: sizes &gt; 1   # error[CA-PLAN-003]: There is no column 'sizes'
 *   "version": 2,          // error[CA-SPEC-013] 14: version 2
 * </pre>
 *
 * <p>A number before the colon is the column; {@code -} says that the diagnostic has no place in
 * the document. JSON has no comments: they are blanked out, so that every place stays as it is.
 * Where a comment would mend or hide the fault, the diagnostics stand in a file beside the document
 * that ends with {@code .expected}.
 */
public final class BadDocument {

  private static final Pattern COMMENT =
      Pattern.compile(
          "(?:#|//) (error|warning)\\[(CA-[A-Z]+-\\d+)\\](?: (-|\\d+))?: "
              + "(.*?)(?=\\s*(?:(?:#|//) (?:error|warning)\\[|$))");
  private static final Pattern BESIDE =
      Pattern.compile("(\\d+):(\\d+) (error|warning)\\[(CA-[A-Z]+-\\d+)\\]: (.*)");
  private static final Pattern JSON_COMMENT = Pattern.compile("// (?:error|warning)\\[.*");
  private static final Pattern SETTING = Pattern.compile("(?m)^# (\\w+) (\\w+) = (.*)$");

  /** A diagnostic that must come; column 0 is any. */
  private record Expected(int line, int column, String severity, String code, String message) {}

  private final Path file;
  private final Optional<Path> beside;
  private final List<Expected> expected;

  private BadDocument(Path file) throws IOException {
    Path expectedFile = Path.of(file + ".expected");
    this.file = file;
    this.beside = Files.exists(expectedFile) ? Optional.of(expectedFile) : Optional.empty();
    this.expected = beside.isPresent() ? besides(expectedFile) : comments(file);
  }

  /** The documents of a folder, in the order of their names. */
  public static List<BadDocument> in(Path folder) throws IOException {
    List<BadDocument> documents = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(path -> path.toString().matches(".*\\.(yaml|json)")).sorted().toList()) {
        documents.add(new BadDocument(file));
      }
    }
    return documents;
  }

  /** Reads the document. */
  public SpecDocument read() {
    return read(file);
  }

  /**
   * Reads the document as if it were another file.
   *
   * @throws DiagnosticException if it cannot be read
   */
  public SpecDocument read(Path as) {
    return beside.isPresent()
        ? SpecDocument.read(file)
        : SpecDocument.parse(text(), Optional.of(as));
  }

  /** The text, in JSON with blanks in the place of comments. */
  String text() {
    try {
      String text = Files.readString(file);
      return file.toString().endsWith(".json") && beside.isEmpty()
          ? JSON_COMMENT.matcher(text).replaceAll(comment -> " ".repeat(comment.group().length()))
          : text;
    } catch (IOException e) {
      throw new AssertionError(file.toString(), e);
    }
  }

  Path file() {
    return file;
  }

  /** What lines of the form {@code # what name = value} say, by name. */
  public Map<String, String> settings(String what) {
    Map<String, String> settings = new LinkedHashMap<>();
    SETTING
        .matcher(text())
        .results()
        .filter(line -> line.group(1).equals(what))
        .forEach(line -> settings.put(line.group(2), line.group(3)));
    return settings;
  }

  /** The codes of the diagnostics that must come. */
  public Set<String> codes() {
    Set<String> codes = new TreeSet<>();
    expected.forEach(one -> codes.add(one.code()));
    return codes;
  }

  /** Fails unless these are exactly the diagnostics that the document names. */
  public void verify(List<Diagnostic> found) {
    String shown =
        DiagnosticFormatter.text(found, Optional.empty(), DiagnosticFormatter.Color.NEVER);
    assertThat(expected).as("a bad document names its faults").isNotEmpty();
    assertThat(found.stream().map(BadDocument::key).sorted().toList())
        .as("diagnostics of %s:%n%s", file.getFileName(), shown)
        .isEqualTo(expected.stream().map(BadDocument::key).sorted().toList());
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

  @Override
  public String toString() {
    return String.valueOf(file.getFileName());
  }

  private static List<Expected> besides(Path file) throws IOException {
    List<Expected> expected = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
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

  private static List<Expected> comments(Path file) throws IOException {
    List<Expected> expected = new ArrayList<>();
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = COMMENT.matcher(lines.get(i));
      while (matcher.find()) {
        String column = matcher.group(3) == null ? "0" : matcher.group(3);
        boolean placeless = column.equals("-");
        expected.add(
            new Expected(
                placeless ? 0 : i + 1,
                placeless ? 0 : Integer.parseInt(column),
                matcher.group(1),
                matcher.group(2),
                matcher.group(4)));
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
