// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

/** What can be wrong with an aggregation. */
final class AggregationErrors {

  private AggregationErrors() {}

  static Diagnostic orderMissing(String pointer, Aggregation.Function function) {
    return SpecErrorCode.AGGREGATE_ORDER.at(
        pointer,
        function + " depends on the order of the rows, and order_by is empty",
        "order-sensitive functions need a total order_by");
  }

  static Diagnostic oneOrderKey(String pointer, Aggregation.Function function, int found) {
    return SpecErrorCode.AGGREGATE_ORDER.at(
        pointer,
        function + " needs exactly one key in order_by, but there are " + found,
        "order_by is the key whose extreme is looked for");
  }

  static Diagnostic descendingKey(String pointer, Aggregation.Function function) {
    return SpecErrorCode.AGGREGATE_ORDER.at(
        pointer,
        function + " says itself which extreme is looked for, and desc would turn it around",
        function == Aggregation.Function.arg_max ? "use arg_min" : "use arg_max");
  }

  static Diagnostic uselessOrder(String pointer, Aggregation.Function function) {
    return SpecErrorCode.AGGREGATE_ORDER.at(
        pointer, function + " does not depend on the order of the rows", "remove order_by");
  }

  static Diagnostic orderOfDistinct(String pointer, Aggregation.Function function) {
    return SpecErrorCode.AGGREGATE_ORDER.at(
        pointer,
        "distinct values of " + function + " can only be ordered by themselves",
        "let order_by be the aggregated column alone");
  }

  static Diagnostic columnMissing(String pointer, Aggregation.Function function) {
    return SpecErrorCode.AGGREGATE_COLUMN.at(
        pointer, function + " needs a column", "add column; only count counts rows without one");
  }

  static Diagnostic uselessDistinct(String pointer, Aggregation.Function function, String reason) {
    return SpecErrorCode.AGGREGATE_DISTINCT.at(
        pointer, "distinct means nothing for " + function + ": " + reason, "remove distinct");
  }
}
