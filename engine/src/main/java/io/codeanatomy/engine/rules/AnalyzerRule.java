// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.spec.Diagnostic;
import java.util.List;

/** A rule that looks at the plan, and may refuse it. */
public interface AnalyzerRule extends Rule {

  /**
   * What is wrong: errors stop the run before anything is read; pointers lead into the spec. Rules
   * that are not the engine's own have codes from {@code CA-RULE-900}.
   */
  List<Diagnostic> analyze(Analysis analysis);

  /** Which plan it looks at. */
  default Stage stage() {
    return Stage.AS_WRITTEN;
  }

  /** The plans that a rule can look at. */
  enum Stage {
    /** The plan as the spec has it. */
    AS_WRITTEN,
    /** The plan as the logical rules of policy left it, before any optimisation. */
    REWRITTEN
  }
}
