// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.Diagnostic;
import java.util.List;

/** Ends the compilation of one view; the planner goes on with the views that do not read it. */
final class PlanFault extends RuntimeException {

  /** What need not be said, since its cause has been. */
  static PlanFault consequence() {
    return new PlanFault(List.of());
  }

  private final transient List<Diagnostic> diagnostics;

  PlanFault(Diagnostic diagnostic) {
    this(List.of(diagnostic));
  }

  PlanFault(List<Diagnostic> diagnostics) {
    super(diagnostics.toString(), null, false, false);
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** All of these at once. */
  static PlanFault of(List<PlanFault> faults) {
    return new PlanFault(faults.stream().flatMap(fault -> fault.diagnostics().stream()).toList());
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
