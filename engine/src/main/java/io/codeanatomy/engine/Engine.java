// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.spec.Diagnostic;
import java.util.List;

/** Validates and runs specs. Holds nothing between runs; safe for use by many threads. */
public final class Engine {

  private Engine() {}

  /** An engine on the local machine. */
  public static Engine create() {
    return new Engine();
  }

  /** The version of the engine. */
  public static String version() {
    return "0.1.0";
  }

  /**
   * Everything that is wrong with a run, errors and warnings, in the order of the document, with
   * their places in it. Reads the schemas of the inputs and outputs and nothing else; writes
   * nothing.
   */
  public List<Diagnostic> validate(Run run) {
    java.util.ArrayList<Diagnostic> found =
        new java.util.ArrayList<>(io.codeanatomy.spec.SpecValidator.validate(run.document()));
    found.addAll(io.codeanatomy.engine.rules.RuleSet.check(run.document().spec()));
    return found.stream().map(run.document()::locate).toList();
  }

  /**
   * Runs a spec: all outputs are published, or none.
   *
   * @throws io.codeanatomy.spec.DiagnosticException with everything that is wrong; its first error
   *     tells by its code whether the spec is invalid (families CA-SPEC, CA-PLAN, CA-RULE) or the
   *     run failed
   */
  public RunResult run(Run run, RunObserver observer, Cancellation cancellation) {
    observer.started("validate");
    if (cancellation.isCancelled() || !validate(run).isEmpty()) {
      throw new io.codeanatomy.spec.DiagnosticException(validate(run));
    }
    throw new IllegalStateException("being wired");
  }

  /** Runs a spec and tells nobody how it gets on. */
  public RunResult run(Run run) {
    return run(run, RunObserver.NONE, new Cancellation());
  }
}
