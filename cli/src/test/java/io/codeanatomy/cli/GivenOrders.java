// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A table of orders and a spec over it. */
record GivenOrders(Path folder, Path tables, Path spec, Path output) {

  private static final String SPEC =
      """
      version: 1
      name: orders
      input_relations:
        - {logical_name: orders, delta_location: tables/orders}
      view_definitions:
        - name: large_order
          transform: {kind: Filter, source: orders, predicate: "amount > 10"}
        - name: total
          transform:
            kind: Aggregate
            source: large_order
            group_by: [customer]
            aggregations: [{function: count, alias: orders}]
        - name: order_without_customer
          transform: {kind: Filter, source: orders, predicate: "customer IS NULL"}
      output_targets:
        - {table_name: large_orders, source_view: large_order}
        - {table_name: totals, source_view: total}
      rule_intents:
        - {name: require_empty, class: SemanticIntegrity, params: {view: order_without_customer}}
      """;

  static GivenOrders in(Path folder) throws IOException {
    Path csv = folder.resolve("orders.csv");
    Files.writeString(csv, "id,customer,amount\n1,Ann,5\n2,Ann,20\n3,Bob,30\n4,Bob,40\n");
    Path tables = folder.resolve("tables");
    Called loaded = Called.with("load", "orders=" + csv, "--output", tables.toString());
    assertThat(loaded.code()).as(loaded.err()).isZero();
    Path spec = folder.resolve("spec.yaml");
    Files.writeString(spec, SPEC);
    return new GivenOrders(folder, tables, spec, folder.resolve("out"));
  }

  /** Changes a piece of the spec. */
  GivenOrders but(String piece, String other) throws IOException {
    String text = Files.readString(spec);
    assertThat(text).contains(piece);
    Files.writeString(spec, text.replace(piece, other));
    return this;
  }

  Called run(String... more) {
    String[] words = new String[4 + more.length];
    words[0] = "run";
    words[1] = spec.toString();
    words[2] = "--output";
    words[3] = output.toString();
    System.arraycopy(more, 0, words, 4, more.length);
    return Called.with(words);
  }
}
