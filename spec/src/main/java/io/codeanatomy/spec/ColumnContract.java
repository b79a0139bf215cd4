// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

/** What a view promises of one column. */
@Description("What a view promises of one column.")
public record ColumnContract(
    @Description("The name of the column.") String name,
    @Description("A SQL type, such as `bigint`, `decimal(10,2)` or `varchar`.") String type,
    @Description("Whether the column may hold NULL.") @Default("true") boolean nullable) {}
