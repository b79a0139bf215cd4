// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.spec.RulepackProfile;

/** Whether a run digests the rows of its outputs ({@code docs/content-digest.md}). */
public enum ContentDigests {
  /** Where the spec's profile asks for it: in Replay and Strict. */
  AUTOMATIC,
  /** In any profile. */
  ALWAYS,
  /** Not at all, which Replay and Strict refuse. */
  NEVER;

  /** Whether the outputs of a run under a profile are digested. */
  boolean under(RulepackProfile profile) {
    return switch (this) {
      case AUTOMATIC -> needs(profile);
      case ALWAYS -> true;
      case NEVER -> false;
    };
  }

  /** Whether a profile needs the digests that this leaves out. */
  boolean contradicts(RulepackProfile profile) {
    return this == NEVER && needs(profile);
  }

  private static boolean needs(RulepackProfile profile) {
    return switch (profile) {
      case Replay, Strict -> true;
      case Default, LowLatency -> false;
    };
  }
}
