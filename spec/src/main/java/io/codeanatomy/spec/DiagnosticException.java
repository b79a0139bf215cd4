// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Carries the diagnostics of what could not be done; at least one of them is an error. */
public final class DiagnosticException extends RuntimeException {

  private final transient List<Diagnostic> diagnostics;
  private final transient Optional<SpecSource> source;

  public DiagnosticException(List<Diagnostic> diagnostics) {
    super(text(diagnostics));
    this.diagnostics = List.copyOf(diagnostics);
    this.source = Optional.empty();
  }

  /** Diagnostics with the text that their lines and columns are about. */
  public DiagnosticException(List<Diagnostic> diagnostics, SpecSource source) {
    super(text(diagnostics));
    this.diagnostics = List.copyOf(diagnostics);
    this.source = Optional.of(source);
  }

  public DiagnosticException(Diagnostic diagnostic) {
    this(List.of(diagnostic));
  }

  public DiagnosticException(Diagnostic diagnostic, Throwable cause) {
    super(text(List.of(diagnostic)), cause);
    this.diagnostics = List.of(diagnostic);
    this.source = Optional.empty();
  }

  /** All that was found, in the order of the document. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** The text that lines and columns are about, if the diagnostics are about a document's. */
  public Optional<SpecSource> source() {
    return source;
  }

  private static String text(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .map(d -> d.code() + ": " + d.message())
        .collect(Collectors.joining("\n"));
  }
}
