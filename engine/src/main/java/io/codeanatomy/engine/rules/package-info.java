// SPDX-License-Identifier: Apache-2.0
/**
 * Rules as policy: entry type {@link io.codeanatomy.engine.rules.RuleSet}, made of a spec's profile
 * and intents before the first plan exists.
 */
@NullMarked
package io.codeanatomy.engine.rules;

import org.jspecify.annotations.NullMarked;
