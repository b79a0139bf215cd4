// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of a file.
 *
 * @param path as in the log
 * @param location the decoded absolute path, with or without a scheme
 * @param partitionValues by physical name; a value may be null
 * @param statistics JSON
 */
record LoggedFile(
    String path,
    String location,
    long size,
    Optional<Long> rowCount,
    Map<String, @Nullable String> partitionValues,
    Optional<String> statistics,
    Optional<DeletionVector> deletionVector) {}
