// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.ingest;

import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import java.io.IOException;
import java.nio.file.Path;

/** Every error of ingest; {@code docs/errors.md} has a section for each. */
final class IngestErrors {

  private IngestErrors() {}

  /** The output folder cannot be used. */
  static DiagnosticException io(Path folder, IOException failure) {
    return new DiagnosticException(
        Diagnostic.error("CA-INGEST-001", "Cannot write to " + folder + ": " + failure + ".")
            .withHint("Check the folder and its disk, and run again."),
        failure);
  }

  /** Rows could not be written. */
  static DiagnosticException execution(Object what, ExecutionException failure) {
    return switch (failure.reason()) {
      case OUT_OF_DISK ->
          error(
              "CA-INGEST-002",
              "The disk is full while writing " + what + ": " + failure.getMessage(),
              "Free some space, or write to another disk.",
              failure);
      case DATA ->
          error(
              "CA-INGEST-003",
              "The rows of " + what + " cannot be written: " + failure.getMessage(),
              "Correct the data.",
              failure);
      case CANCELLED ->
          error(
              "CA-INGEST-004",
              "Writing " + what + " was cancelled.",
              "Run again; nothing was written.",
              failure);
      case IO, OUT_OF_MEMORY, INTERNAL ->
          error(
              "CA-INGEST-005",
              "Writing " + what + " failed: " + failure.getMessage(),
              "Check the folder and its disk; if they are in order, please report this.",
              failure);
    };
  }

  private static DiagnosticException error(
      String code, String message, String hint, Throwable cause) {
    return new DiagnosticException(Diagnostic.error(code, message).withHint(hint), cause);
  }
}
