// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.List;
import java.util.Optional;

/** One aggregate of a group. */
@Description("One aggregate of a group.")
public record Aggregation(
    @Description("The aggregate function.") Function function,
    @Description("The column to aggregate; only `count` goes without, and counts rows then.")
        Optional<String> column,
    @Description("The name of the output column.") String alias,
    @Description(
            "The order in which order-sensitive functions see the rows; for `arg_min` and"
                + " `arg_max`, the single key.")
        @Default("[]")
        List<OrderKey> orderBy,
    @Description("A SQL predicate: only rows for which it is true are aggregated.")
        Optional<String> filter,
    @Description(
            "Whether equal values count once: for `count`, `sum`, `avg`, `exact_sum`, `array_agg`"
                + " and `string_agg`.")
        @Default("false")
        boolean distinct) {

  public Aggregation {
    orderBy = List.copyOf(orderBy);
  }

  /** The aggregate functions. */
  public enum Function {
    @Description("`bigint`: how many rows, or values that are not NULL; 0 of none.")
    count,
    @Description(
        "`bigint` of integers, `decimal(38,s)` of decimals, `double` of floating point;"
            + " NULL of no values.")
    sum,
    @Description("`double`; NULL of no values.")
    avg,
    @Description("The smallest value; NULL of no values.")
    min,
    @Description("The largest value; NULL of no values.")
    max,
    @Description("`bigint`: how many different values; 0 of none.")
    count_distinct,
    @Description(
        "A list of the values, NULLs among them, in the order of `order_by`, which it"
            + " needs; NULL of no rows.")
    array_agg,
    @Description(
        "The texts in the order of `order_by`, which it needs, with `,` between, without"
            + " NULLs; NULL of no values.")
    string_agg,
    @Description(
        "The value of the row in which the column of `order_by` is smallest; rows in"
            + " which that is NULL are skipped, ties give the smallest value; NULL of no rows.")
    arg_min,
    @Description(
        "The value of the row in which the column of `order_by` is largest; rows in which"
            + " that is NULL are skipped, ties give the smallest value; NULL of no rows.")
    arg_max,
    @Description("Whether all values are true; NULL of no values.")
    bool_and,
    @Description("Whether one of the values is true; NULL of no values.")
    bool_or,
    @Description(
        "A list of the different values, sorted, without NULLs; the empty list of no values.")
    list_unique,
    @Description("`bigint`: how many rows in which the column, a `boolean`, is true; 0 of none.")
    count_if,
    @Description("Any value, but always the same one: `arg_min` by another name.")
    any_value_det,
    @Description(
        "`double`: the sum of floating point, exact but for one rounding at its end, and so the"
            + " same whatever the order of the rows; NULL of no values.")
    exact_sum
  }
}
