// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.List;
import java.util.stream.Collectors;

/** Carries the diagnostics of what could not be done; at least one of them is an error. */
public final class DiagnosticException extends RuntimeException {

  private final transient List<Diagnostic> diagnostics;

  public DiagnosticException(List<Diagnostic> diagnostics) {
    super(text(diagnostics));
    this.diagnostics = List.copyOf(diagnostics);
  }

  public DiagnosticException(Diagnostic diagnostic) {
    this(List.of(diagnostic));
  }

  public DiagnosticException(Diagnostic diagnostic, Throwable cause) {
    super(text(List.of(diagnostic)), cause);
    this.diagnostics = List.of(diagnostic);
  }

  /** All that was found, in the order of the document. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  private static String text(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .map(d -> d.code() + ": " + d.message())
        .collect(Collectors.joining("\n"));
  }
}
