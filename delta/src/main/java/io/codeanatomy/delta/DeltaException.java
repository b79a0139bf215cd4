// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A table could not be read or written. The message says which, and the hint what to do. */
public final class DeltaException extends RuntimeException {

  private final Reason reason;
  private final transient Path location;
  private final String hint;

  DeltaException(
      Reason reason, Path location, String message, String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.location = location;
    this.hint = hint;
  }

  public Reason reason() {
    return reason;
  }

  public Path location() {
    return location;
  }

  public String hint() {
    return hint;
  }

  /** Why it could not be done. */
  public enum Reason {
    /** There is nothing at the location. */
    NOT_FOUND,
    /** There is something at the location, but no Delta table. */
    NOT_DELTA,
    /** The version is not there, or not any more. */
    VERSION_NOT_FOUND,
    /** The log or a data file is damaged. */
    DAMAGED,
    /** The table needs a feature or a type that we do not support. */
    UNSUPPORTED,
    /** Somebody else committed to the table. */
    CONFLICT,
    /** The files or the row type do not fit the table. */
    SCHEMA_MISMATCH,
    /** A file that the log names is not there any more. */
    FILE_NOT_FOUND,
    /** The table's change data feed does not cover all of the commits that were asked for. */
    CHANGES_NOT_RECORDED,
    /** The file system refused. */
    IO
  }
}
