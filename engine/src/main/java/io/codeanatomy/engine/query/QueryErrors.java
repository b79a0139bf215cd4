// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.query;

import io.codeanatomy.delta.DeltaException;
import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import java.io.IOException;

/** Every error of a question; {@code docs/errors.md} has a section for each code. */
final class QueryErrors {

  private QueryErrors() {}

  static DiagnosticException table(String name, DeltaException failure) {
    return new DiagnosticException(
        Diagnostic.error(
                "CA-QUERY-001", "The table " + name + " cannot be read: " + failure.getMessage())
            .withHint(failure.hint()),
        failure);
  }

  static DiagnosticException statement(ExecutionException failure) {
    return new DiagnosticException(
        Diagnostic.error("CA-QUERY-002", "The question failed: " + failure.getMessage())
            .withHint("Check the names and types that it uses."),
        failure);
  }

  static DiagnosticException scratch(IOException failure) {
    return new DiagnosticException(
        Diagnostic.error("CA-QUERY-003", "There is no place for temporary files: " + failure)
            .withHint("Make the folder of java.io.tmpdir writable, or name another one."),
        failure);
  }
}
