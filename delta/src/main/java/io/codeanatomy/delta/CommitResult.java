// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

/**
 * What a commit did.
 *
 * @param version the Delta version it made
 * @param bytesAdded the size of the added files
 */
public record CommitResult(
    long version, int filesAdded, int filesRemoved, long rowsAdded, long bytesAdded) {}
