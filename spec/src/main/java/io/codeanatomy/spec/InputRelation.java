// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.Optional;

/**
 * A Delta table that the spec reads.
 *
 * @param logicalName the name that views use
 * @param deltaLocation the folder of the table; a relative one is relative to the spec's file
 * @param requiresLineage adds the column {@code __source_file}: the data file that a row was read
 *     from
 * @param versionPin the Delta version to read; the latest if empty
 */
public record InputRelation(
    String logicalName,
    String deltaLocation,
    @Default("false") boolean requiresLineage,
    Optional<Long> versionPin) {}
