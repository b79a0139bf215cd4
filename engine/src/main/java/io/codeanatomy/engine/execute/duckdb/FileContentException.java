// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

/** Files cannot be read as a relation. The message says why, the hint what to do. */
public final class FileContentException extends RuntimeException {

  private final Fault fault;
  private final String hint;

  FileContentException(Fault fault, String message, String hint, Throwable cause) {
    super(message, cause);
    this.fault = fault;
    this.hint = hint;
  }

  FileContentException(Fault fault, String message, String hint) {
    super(message);
    this.fault = fault;
    this.hint = hint;
  }

  public Fault fault() {
    return fault;
  }

  public String hint() {
    return hint;
  }

  /** What is wrong. */
  public enum Fault {
    /** The files are not what they should be. */
    UNREADABLE,
    /** A column has no name, or a name that is there twice. */
    COLUMN_NAMES,
    /** The files have different columns. */
    DIFFERENT,
    /** A type that cannot become one of Delta's. */
    TYPE
  }
}
