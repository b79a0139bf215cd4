// SPDX-License-Identifier: Apache-2.0
/**
 * The engine's own rules, one class each: entry type {@link
 * io.codeanatomy.engine.rules.builtin.BuiltInRules}, which says which profile and which intent
 * bring them.
 */
@NullMarked
package io.codeanatomy.engine.rules.builtin;

import org.jspecify.annotations.NullMarked;
