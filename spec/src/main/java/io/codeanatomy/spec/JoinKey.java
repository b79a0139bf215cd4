// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

/**
 * A pair of columns that must be equal, or, in the pair form {@code "start..end"} on both sides, a
 * pair of byte spans of which the left one must contain the right one.
 */
public record JoinKey(String leftKey, String rightKey) {}
