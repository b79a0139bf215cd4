// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

/** The set of rules that a run is held to. */
@Description("The set of rules that a run is held to.")
public enum RulepackProfile {
  @Description("The ordinary rules.")
  Default,
  @Description("A word of the language that this version refuses.")
  LowLatency,
  @Description("A word of the language that this version refuses.")
  Replay,
  @Description("A word of the language that this version refuses.")
  Strict
}
