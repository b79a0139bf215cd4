// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the log says of a live data file.
 *
 * @param path as in the log: a URI, in general relative to the table's folder
 * @param rowCount the rows in the file, before deletions, if the log knows
 * @param partitionValues per partition column (logical name) its value as Delta writes it; absent
 *     is NULL
 * @param statistics the JSON of the file's statistics, if the log has it
 * @param deletedRows how many of its rows a deletion vector removes
 */
public record FileEntry(
    String path,
    long sizeBytes,
    OptionalLong rowCount,
    Map<String, Optional<String>> partitionValues,
    Optional<String> statistics,
    long deletedRows) {}
