// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Shows diagnostics to people, with the lines they are about, or to programs, as JSON.
 *
 * <pre>
 * error[CA-SPEC-022] cpg.yaml:12:15 at /view_definitions/3/transform/source: there is no relation "rfs"
 *    |
 * 12 |       source: rfs
 *    |               ^
 *    = hint: did you mean "refs"?
 *
 * 1 error
 * </pre>
 */
public final class DiagnosticFormatter {

  /** Whether terminals are told to use colours. */
  public enum Color {
    /** Plain text. */
    NEVER,
    /** ANSI escape sequences. */
    ANSI
  }

  private final StringBuilder out = new StringBuilder();
  private final Optional<SpecSource> source;
  private final Optional<LineIndex> lines;
  private final Color color;

  private DiagnosticFormatter(Optional<SpecSource> source, Color color) {
    this.source = source;
    this.lines = source.map(document -> new LineIndex(document.text()));
    this.color = color;
  }

  /**
   * Diagnostics as a text of several lines, with a summary at the end.
   *
   * @param source the document that lines and columns are about, see {@link SourceMap#source} and
   *     {@link DiagnosticException#source}; without it, no lines are shown
   * @return ends with a line break; empty if there is nothing to show
   */
  public static String text(
      List<Diagnostic> diagnostics, Optional<SpecSource> source, Color color) {
    DiagnosticFormatter formatter = new DiagnosticFormatter(source, color);
    diagnostics.forEach(formatter::diagnostic);
    return diagnostics.isEmpty()
        ? ""
        : formatter.out.append(summary(diagnostics)).append('\n').toString();
  }

  /** {@code 3 errors, 1 warning}. */
  public static String summary(List<Diagnostic> diagnostics) {
    long errors = diagnostics.stream().filter(Diagnostic::isError).count();
    List<String> parts = new ArrayList<>();
    count(parts, errors, "error");
    count(parts, diagnostics.size() - errors, "warning");
    return parts.isEmpty() ? "no errors" : String.join(", ", parts);
  }

  /**
   * Diagnostics as a JSON array of objects with the fields {@code code}, {@code severity} ({@code
   * error} or {@code warning}), {@code pointer}, {@code line}, {@code column}, {@code
   * in_expression} ({@code expression}, {@code line}, {@code column}, {@code end_line}, {@code
   * end_column}), {@code message} and {@code hint}; what a diagnostic does not have is null.
   */
  public static String json(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .map(DiagnosticFormatter::json)
        .collect(Collectors.joining(",\n", "[", "]"));
  }

  private static void count(List<String> parts, long count, String what) {
    if (count > 0) {
      parts.add(count + " " + what + (count == 1 ? "" : "s"));
    }
  }

  private void diagnostic(Diagnostic diagnostic) {
    Style severity = diagnostic.isError() ? Style.ERROR : Style.WARNING;
    styled(severity, severity.word + "[" + diagnostic.code() + "]");
    place(diagnostic).ifPresent(place -> out.append(' ').append(place));
    diagnostic
        .pointer()
        .filter(pointer -> !pointer.isEmpty())
        .ifPresent(pointer -> out.append(" at ").append(Excerpt.visible(pointer)));
    out.append(": ");
    styled(Style.BOLD, Excerpt.visible(diagnostic.message()));
    out.append('\n');
    int margin = String.valueOf(diagnostic.line().orElse(0)).length();
    sourceLine(diagnostic, margin, severity);
    diagnostic.inExpression().ifPresent(place -> expression(place, margin, severity));
    diagnostic
        .hint()
        .ifPresent(
            hint -> {
              out.append(" ".repeat(margin + 1));
              styled(Style.FRAME, "= ");
              styled(Style.BOLD, "hint: ");
              out.append(Excerpt.visible(hint)).append('\n');
            });
    out.append('\n');
  }

  private Optional<String> place(Diagnostic diagnostic) {
    Optional<String> file = source.flatMap(SpecSource::path).map(path -> path.toString());
    if (diagnostic.pointer().isEmpty() || diagnostic.line().isEmpty()) {
      return diagnostic.pointer().isEmpty() ? Optional.empty() : file;
    }
    String line = diagnostic.line().getAsInt() + ":" + diagnostic.column().orElse(1);
    return Optional.of(file.map(name -> name + ":" + line).orElse(line));
  }

  private void sourceLine(Diagnostic diagnostic, int margin, Style style) {
    if (lines.isEmpty() || diagnostic.line().isEmpty()) {
      return;
    }
    int line = diagnostic.line().getAsInt();
    lines
        .get()
        .line(line)
        .ifPresent(
            text -> {
              int column = diagnostic.column().orElse(1);
              frame(" ".repeat(margin) + " |");
              out.append('\n');
              excerpt(String.valueOf(line), margin, Excerpt.of(text, column, column), style);
            });
  }

  private void expression(Diagnostic.ExpressionPosition place, int margin, Style style) {
    String[] texts = place.expression().split("\\R", -1);
    if (place.line() < 1 || place.line() > texts.length) {
      return;
    }
    String text = texts[place.line() - 1];
    int end = place.endLine() == place.line() ? place.endColumn() : text.length();
    frame(" ".repeat(margin) + " |");
    out.append(" in the expression, line ").append(place.line());
    out.append(", column ").append(place.column()).append(":\n");
    Excerpt excerpt = Excerpt.of(text, characters(text, place.column()), characters(text, end));
    excerpt("", margin, excerpt, style);
  }

  /** Positions in expressions count UTF-16 units, excerpts count characters. */
  private static int characters(String text, int column) {
    int units = Math.max(0, Math.min(column - 1, text.length()));
    return text.codePointCount(0, units) + 1;
  }

  private void excerpt(String number, int margin, Excerpt excerpt, Style style) {
    frame(" ".repeat(margin - number.length()) + number + " |");
    out.append(' ').append(excerpt.text()).append('\n');
    frame(" ".repeat(margin) + " |");
    out.append(' ').append(excerpt.indentation());
    styled(style, excerpt.carets());
    out.append('\n');
  }

  private void frame(String text) {
    styled(Style.FRAME, text);
  }

  private void styled(Style style, String text) {
    if (color == Color.ANSI) {
      out.append("\u001b[").append(style.sequence).append('m').append(text).append("\u001b[0m");
    } else {
      out.append(text);
    }
  }

  private enum Style {
    ERROR("error", "1;31"),
    WARNING("warning", "1;33"),
    BOLD("", "1"),
    FRAME("", "34");

    private final String word;
    private final String sequence;

    Style(String word, String sequence) {
      this.word = word;
      this.sequence = sequence;
    }
  }

  private static String json(Diagnostic diagnostic) {
    JsonText.Fields fields =
        new JsonText.Fields()
            .text("code", Optional.of(diagnostic.code()))
            .text("severity", Optional.of(diagnostic.isError() ? "error" : "warning"))
            .text("pointer", diagnostic.pointer())
            .number("line", diagnostic.line())
            .number("column", diagnostic.column())
            .raw("in_expression", diagnostic.inExpression().map(DiagnosticFormatter::json))
            .text("message", Optional.of(diagnostic.message()))
            .text("hint", diagnostic.hint());
    return fields.toString();
  }

  private static String json(Diagnostic.ExpressionPosition place) {
    return new JsonText.Fields()
        .text("expression", Optional.of(place.expression()))
        .number("line", OptionalInt.of(place.line()))
        .number("column", OptionalInt.of(place.column()))
        .number("end_line", OptionalInt.of(place.endLine()))
        .number("end_column", OptionalInt.of(place.endColumn()))
        .toString();
  }
}
