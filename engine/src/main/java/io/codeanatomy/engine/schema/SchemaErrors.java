// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.schema;

import io.codeanatomy.delta.DeltaException;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;

/** Every error of row types as such; {@code docs/errors.md} has a section for each code. */
final class SchemaErrors {

  private SchemaErrors() {}

  static DiagnosticException unreadable(DeltaException failure) {
    return new DiagnosticException(
        Diagnostic.error("CA-SCHEMA-001", String.valueOf(failure.getMessage()))
            .withHint(failure.hint()),
        failure);
  }
}
