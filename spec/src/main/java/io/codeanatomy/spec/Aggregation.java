// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.List;
import java.util.Optional;

/**
 * One aggregate of a group.
 *
 * @param column the column to aggregate; empty counts rows, for {@code count} only
 * @param alias the name of the output column
 * @param orderBy the order in which order-sensitive functions see the rows, or, for {@code arg_min}
 *     and {@code arg_max}, the single key
 * @param filter a SQL predicate: only rows for which it is true are aggregated
 */
public record Aggregation(
    Function function,
    Optional<String> column,
    String alias,
    @Default("[]") List<OrderKey> orderBy,
    Optional<String> filter,
    @Default("false") boolean distinct) {

  public Aggregation {
    orderBy = List.copyOf(orderBy);
  }

  /** The aggregate functions. */
  public enum Function {
    count,
    sum,
    avg,
    min,
    max,
    count_distinct,
    array_agg,
    string_agg,
    arg_min,
    arg_max,
    bool_and,
    bool_or
  }
}
