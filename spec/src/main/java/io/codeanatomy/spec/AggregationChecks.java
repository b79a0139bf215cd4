// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The aggregations of a view: every function has what it needs, and nothing that it ignores. */
final class AggregationChecks {

  private final List<Diagnostic> problems = new ArrayList<>();

  private AggregationChecks() {}

  static List<Diagnostic> check(String pointer, ViewTransform.Aggregate aggregate) {
    AggregationChecks checks = new AggregationChecks();
    checks.problems.addAll(Columns.duplicates(pointer + "/group_by", aggregate.groupBy()));
    checks.aliases(pointer + "/aggregations", aggregate);
    return checks.problems;
  }

  private void aliases(String pointer, ViewTransform.Aggregate aggregate) {
    List<Aggregation> aggregations = aggregate.aggregations();
    if (aggregations.isEmpty()) {
      problems.add(GraphErrors.emptyList(pointer, "the list of aggregations"));
    }
    Columns columns = new Columns();
    aggregate.groupBy().forEach(name -> columns.add(pointer, name));
    for (int i = 0; i < aggregations.size(); i++) {
      String at = pointer + "/" + i;
      columns.add(at + "/alias", aggregations.get(i).alias()).ifPresent(problems::add);
      aggregation(at, aggregations.get(i));
    }
  }

  private void aggregation(String pointer, Aggregation aggregation) {
    if (aggregation.column().isEmpty() && aggregation.function() != Aggregation.Function.count) {
      problems.add(AggregationErrors.columnMissing(pointer, aggregation.function()));
    }
    order(pointer + "/order_by", aggregation);
    if (aggregation.distinct()) {
      uselessDistinct(aggregation)
          .ifPresent(
              reason ->
                  problems.add(
                      AggregationErrors.uselessDistinct(
                          pointer + "/distinct", aggregation.function(), reason)));
    }
  }

  private void order(String pointer, Aggregation aggregation) {
    Aggregation.Function function = aggregation.function();
    List<OrderKey> keys = aggregation.orderBy();
    problems.addAll(Columns.duplicates(pointer, keys.stream().map(OrderKey::column).toList()));
    switch (function) {
      case array_agg, string_agg -> {
        if (keys.isEmpty()) {
          problems.add(AggregationErrors.orderMissing(pointer, function));
        } else if (aggregation.distinct() && !isOrderedByItself(aggregation)) {
          problems.add(AggregationErrors.orderOfDistinct(pointer, function));
        }
      }
      case arg_min, arg_max, any_value_det -> {
        if (keys.size() != 1) {
          problems.add(AggregationErrors.oneOrderKey(pointer, function, keys.size()));
        } else if (keys.get(0).direction() == OrderKey.Direction.desc) {
          problems.add(AggregationErrors.descendingKey(pointer, function));
        }
      }
      default -> {
        if (!keys.isEmpty()) {
          problems.add(AggregationErrors.uselessOrder(pointer, function));
        }
      }
    }
  }

  private static boolean isOrderedByItself(Aggregation aggregation) {
    return aggregation.orderBy().size() == 1
        && aggregation.column().equals(Optional.of(aggregation.orderBy().get(0).column()));
  }

  private static Optional<String> uselessDistinct(Aggregation aggregation) {
    return switch (aggregation.function()) {
      case sum, avg, exact_sum, array_agg, string_agg -> Optional.empty();
      case count ->
          aggregation.column().isPresent()
              ? Optional.empty()
              : Optional.of("it counts rows when no column is given");
      case count_distinct -> Optional.of("it counts distinct values anyway");
      case count_if -> Optional.of("it counts rows");
      case min, max, arg_min, arg_max, any_value_det, list_unique, bool_and, bool_or ->
          Optional.of("the result is the same without");
    };
  }
}
