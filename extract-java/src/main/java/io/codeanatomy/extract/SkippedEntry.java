// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

/**
 * What was found in a source and is not in the tables at all.
 *
 * @param source the source as it was given
 * @param entry the path inside the source
 * @param reason why, in a few words
 */
public record SkippedEntry(String source, String entry, String reason) {}
