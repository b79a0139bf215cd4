// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

/** The set of rules that a run is held to. */
public enum RulepackProfile {
  Default,
  LowLatency,
  Replay,
  Strict
}
