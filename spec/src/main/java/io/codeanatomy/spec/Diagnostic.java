// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One thing that is wrong, or worth knowing, and what to do about it.
 *
 * @param code such as {@code CA-SPEC-004}; {@code docs/errors.md} has a page for each
 * @param pointer the JSON pointer of the place in the spec; empty text for the whole document,
 *     absent if the diagnostic is not about a spec
 * @param line the line in the document, from 1
 * @param column the column in the document in characters, from 1
 * @param inExpression the place inside the SQL expression that the pointer leads to
 * @param message what is wrong, in one sentence
 * @param hint what to do
 */
public record Diagnostic(
    String code,
    Severity severity,
    Optional<String> pointer,
    OptionalInt line,
    OptionalInt column,
    Optional<ExpressionPosition> inExpression,
    String message,
    Optional<String> hint) {

  /** How bad it is. */
  public enum Severity {
    ERROR,
    WARNING
  }

  /**
   * A place inside an expression: {@code expression} is its text, line and column count from 1 in
   * it, the end is inclusive.
   */
  public record ExpressionPosition(
      String expression, int line, int column, int endLine, int endColumn) {}

  /** An error at a place of a spec; {@link SpecDocument#locate} adds line and column. */
  public static Diagnostic error(String code, String pointer, String message) {
    return new Diagnostic(
        code,
        Severity.ERROR,
        Optional.of(pointer),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        message,
        Optional.empty());
  }

  /** An error that is not about a spec. */
  public static Diagnostic error(String code, String message) {
    return new Diagnostic(
        code,
        Severity.ERROR,
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        message,
        Optional.empty());
  }

  /** The same as a warning. */
  public Diagnostic asWarning() {
    return new Diagnostic(
        code, Severity.WARNING, pointer, line, column, inExpression, message, hint);
  }

  /** The same with what to do about it. */
  public Diagnostic withHint(String newHint) {
    return new Diagnostic(
        code, severity, pointer, line, column, inExpression, message, Optional.of(newHint));
  }

  /** The same at a line and a column of the document, both from 1. */
  public Diagnostic at(int newLine, int newColumn) {
    return new Diagnostic(
        code,
        severity,
        pointer,
        OptionalInt.of(newLine),
        OptionalInt.of(newColumn),
        inExpression,
        message,
        hint);
  }

  /** The same at another place of the spec. */
  Diagnostic withPointer(String newPointer) {
    return new Diagnostic(
        code, severity, Optional.of(newPointer), line, column, inExpression, message, hint);
  }

  boolean is(SpecErrorCode other) {
    return code.equals(other.text());
  }

  /** The same at a place inside an expression. */
  public Diagnostic in(ExpressionPosition position) {
    return new Diagnostic(
        code, severity, pointer, line, column, Optional.of(position), message, hint);
  }

  /** Whether this stops the run. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
