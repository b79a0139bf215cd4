// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.spec.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * What came out of a replay.
 *
 * @param runId the run that was replayed
 * @param reached how far the replay went
 * @param seconds how long it took
 * @param checks everything that was compared, in order
 * @param warnings what could not be compared, or only in part
 */
public record ReplayResult(
    String runId, Reached reached, double seconds, List<Check> checks, List<Diagnostic> warnings) {

  public ReplayResult {
    checks = List.copyOf(checks);
    warnings = List.copyOf(warnings);
  }

  /** How far a replay went. */
  public enum Reached {
    /** The environment of the run cannot be rebuilt here; nothing was run. */
    environment,
    /** The run was done again, and its results were compared. */
    results
  }

  /**
   * A field of the record, and what the replay has in its place.
   *
   * @param field its name, such as {@code outputs.cpg_nodes.content_digest}
   * @param recorded its value in the record; empty if it has none
   * @param replayed its value now; empty if it has none
   * @param meaning what it means if the two differ
   */
  public record Check(
      String field, Optional<String> recorded, Optional<String> replayed, Meaning meaning) {

    /** Whether both are the same. */
    public boolean isEqual() {
      return recorded.equals(replayed);
    }

    /** Whether the replay failed by this field. */
    public boolean fails() {
      return meaning == Meaning.DECISIVE && !isEqual();
    }
  }

  /** What a difference means. */
  public enum Meaning {
    /** The replay failed. */
    DECISIVE,
    /** It was to be expected: of other versions, or of an input that was moved. */
    TOLD
  }

  /** Whether the run was done again and everything that decides is the same. */
  public boolean isProved() {
    return reached == Reached.results && firstDifference().isEmpty();
  }

  /** The first field that differs and decides. */
  public Optional<Check> firstDifference() {
    return checks.stream().filter(Check::fails).findFirst();
  }
}
