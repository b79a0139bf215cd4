// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.spec.Diagnostic;
import java.util.List;
import java.util.Optional;

/** What the process tells its caller. */
enum ExitCode {
  DONE(0, "done", "The command did what it was asked to."),
  FAILED(1, "failed", "The run failed."),
  CHANGES(2, "changes", "There are changes (plan --detailed-exitcode, schema diff)."),
  INVALID_SPEC(3, "invalid_spec", "The spec, or an input that it names, is invalid."),
  REPLAY_MISMATCH(4, "replay_mismatch", "A replay differs from its run (replay)."),
  USAGE(64, "usage", "The command line is wrong."),
  INTERNAL(70, "internal", "An internal error; please report it."),
  INTERRUPTED(130, "interrupted", "Interrupted by Ctrl-C.");

  private final int number;
  private final String word;
  private final String meaning;

  ExitCode(int number, String word, String meaning) {
    this.number = number;
    this.word = word;
    this.meaning = meaning;
  }

  int number() {
    return number;
  }

  /** As it stands in JSON. */
  String word() {
    return word;
  }

  String meaning() {
    return meaning;
  }

  /** The exit code of a failure: what its first error is about. */
  static ExitCode of(List<Diagnostic> diagnostics) {
    Optional<Diagnostic> first = diagnostics.stream().filter(Diagnostic::isError).findFirst();
    return first.isPresent() && isAboutTheSpec(first.get()) ? INVALID_SPEC : FAILED;
  }

  private static boolean isAboutTheSpec(Diagnostic diagnostic) {
    String code = diagnostic.code();
    return code.startsWith("CA-SPEC-")
        || code.startsWith("CA-PLAN-")
        || code.startsWith("CA-RULE-")
        || code.startsWith("CA-INPUT-");
  }
}
