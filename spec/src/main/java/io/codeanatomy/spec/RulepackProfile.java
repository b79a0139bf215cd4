// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

/** The set of rules that a run is held to. */
@Description("The set of rules that a run is held to.")
public enum RulepackProfile {
  @Description("The ordinary rules; what makes results vary is warned of.")
  Default,
  @Description("The rules of correctness and safety alone: nothing is optimised.")
  LowLatency,
  @Description(
      "All inputs are pinned, only what is deterministic runs, and digests are compared with those"
          + " of earlier runs.")
  Replay,
  @Description(
      "Only what is deterministic runs, every output has a contract, all constraints are audited.")
  Strict
}
