// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.Optional;

/** A Delta table that the spec reads. */
@Description("A Delta table that the spec reads, bound to one snapshot when the run starts.")
public record InputRelation(
    @Description("The name that views use.") String logicalName,
    @Description("The table's folder; a relative path is relative to the spec's file.")
        String deltaLocation,
    @Description("Adds the column `__source_file`: the data file that a row was read from.")
        @Default("false")
        boolean requiresLineage,
    @Description("The Delta version to read, from 0; the latest if it is not given.")
        Optional<Long> versionPin) {}
