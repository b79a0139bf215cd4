// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import org.jspecify.annotations.Nullable;

/** What is wrong with a file; a row of {@code diagnostics}. Without a span it is about the file. */
record FileDiagnostic(String severity, String code, String message, @Nullable Span span) {

  static final String ERROR = "error";
  static final String WARNING = "warning";
  static final String NOTE = "note";
}
