// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute;

/** A statement failed on the execution engine. */
public final class ExecutionException extends RuntimeException {

  private final Reason reason;

  public ExecutionException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** Why it failed. */
  public enum Reason {
    /** The data: a cast, an overflow, a division. */
    DATA,
    /** The memory pool was too small for something that cannot spill. */
    OUT_OF_MEMORY,
    /** The disk is full. */
    OUT_OF_DISK,
    /** A file could not be read or written. */
    IO,
    /** The statement is of no use for these data; another one is. */
    UNFIT,
    /** It was cancelled. */
    CANCELLED,
    /** Anything else: a fault of ours. */
    INTERNAL
  }
}
