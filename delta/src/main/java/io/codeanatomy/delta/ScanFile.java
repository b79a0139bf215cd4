// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A live data file of a snapshot.
 *
 * @param path absolute
 * @param rowCount the rows in the file, before deletions, if the log knows
 * @param partitionValues per partition column (logical name) its value as Delta writes it; absent
 *     is NULL
 * @param deletedRows the ordinals (from 0) of the rows that a deletion vector removes, ascending
 */
public record ScanFile(
    Path path,
    long sizeBytes,
    OptionalLong rowCount,
    Map<String, Optional<String>> partitionValues,
    DeletedRows deletedRows) {}
