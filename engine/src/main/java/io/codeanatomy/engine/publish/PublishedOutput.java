// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.publish;

import java.nio.file.Path;

/**
 * A table as it was committed.
 *
 * @param version the Delta version of the commit
 * @param rows the rows that the commit added
 * @param filesAdded the data files that it added
 * @param filesRemoved the data files that it removed from the table, not from the disk
 * @param bytes the size of the added files
 * @param partitions the partitions that the added files are in; 1 for a table without partitions
 */
public record PublishedOutput(
    String name,
    Path location,
    long version,
    long rows,
    int filesAdded,
    int filesRemoved,
    long bytes,
    int partitions) {}
