// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.spec.RuleIntent;
import io.codeanatomy.spec.RulepackProfile;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A rule that profiles bring, whatever intents a spec has.
 *
 * @param name the name of the rules that it makes
 * @param ruleClass their class
 * @param purpose their purpose
 * @param profiles the profiles that have it, in the order of the language
 * @param meaning what a run with it sees to, as sentences
 */
public record RuleDeclaration(
    String name,
    RuleIntent.IntentClass ruleClass,
    Rule.Purpose purpose,
    Set<RulepackProfile> profiles,
    String meaning,
    Factory factory) {

  public RuleDeclaration {
    profiles = ordered(profiles);
  }

  private static Set<RulepackProfile> ordered(Collection<RulepackProfile> profiles) {
    Set<RulepackProfile> ordered = EnumSet.noneOf(RulepackProfile.class);
    ordered.addAll(profiles);
    return Collections.unmodifiableSet(ordered);
  }

  /** Makes the rules. */
  @FunctionalInterface
  public interface Factory {

    /** The rules for a spec, in order; none if the spec has nothing for them to do. */
    List<Rule> rules(RuleContext context);
  }
}
