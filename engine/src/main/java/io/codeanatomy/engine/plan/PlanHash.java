// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.HashBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.sql.SqlExplainLevel;
import org.apache.calcite.util.Pair;
import org.jspecify.annotations.Nullable;

/**
 * The identity of what will be executed: of a fragment, its trees node by node with their terms and
 * row types, names included; of a whole plan, its fragments in order.
 *
 * <p>Taken before parameters are bound, so it is the same for all their values. Equal in every
 * process, but only for one version of the planner and of Calcite, whose spelling of expressions it
 * covers: both are part of the envelope.
 */
public final class PlanHash {

  private PlanHash() {}

  /** The hash of a plan, in hex. */
  public static String of(FragmentedPlan plan) {
    HashBuilder hash = HashBuilder.ofDomain("plan");
    plan.materialized().forEach(fragment -> hash.text("materialize", of(fragment)));
    new TreeMap<>(plan.audited())
        .forEach((name, fragment) -> hash.text("audit", name).text("fragment", of(fragment)));
    plan.outputs()
        .forEach(
            output ->
                hash.text("output", output.output().target().tableName())
                    .text("fragment", of(output.fragment())));
    return hash.hex();
  }

  /** The hash of a plan that is not cut yet, in hex: of its views and outputs in order. */
  public static String of(LogicalPlan plan) {
    HashBuilder hash = HashBuilder.ofDomain("logical plan");
    for (LogicalPlan.View view : plan.views().values()) {
      add(hash, new Fragment.Table(view.name(), view.algebra(), view.schema()));
    }
    for (LogicalPlan.Output output : plan.outputs()) {
      add(hash, new Fragment.Table(output.target().tableName(), output.algebra(), output.schema()));
    }
    return hash.hex();
  }

  /** The hash of a fragment, in hex. */
  public static String of(Fragment fragment) {
    HashBuilder hash = HashBuilder.ofDomain("fragment");
    fragment.inlined().forEach(table -> add(hash, table));
    add(hash, fragment.result());
    return hash.hex();
  }

  /** Whether two trees are the same, names included. */
  static boolean isSame(RelNode one, RelNode other) {
    return one == other || hash(one).equals(hash(other));
  }

  /** The hash of a tree, in hex. */
  static String hash(RelNode tree) {
    HashBuilder hash = HashBuilder.ofDomain("tree");
    add(hash, tree);
    return hash.hex();
  }

  private static void add(HashBuilder hash, Fragment.Table table) {
    hash.text("table", table.name());
    add(hash, table.algebra());
    hash.text("end", "table");
  }

  private static void add(HashBuilder hash, RelNode node) {
    hash.text("node", node.getRelTypeName());
    Terms terms = new Terms();
    node.explain(terms);
    terms.byName.forEach(hash::text);
    hash.text("row type", node.getRowType().getFullTypeString());
    node.getInputs().forEach(input -> add(hash, input));
    hash.text("end", "node");
  }

  /** Collects the terms of one node, in order of their names, without its inputs. */
  private static final class Terms implements RelWriter {

    private final Map<String, String> byName = new TreeMap<>();

    @Override
    public void explain(RelNode rel, List<Pair<String, @Nullable Object>> values) {
      values.forEach(value -> item(value.left, value.right));
    }

    @Override
    public SqlExplainLevel getDetailLevel() {
      return SqlExplainLevel.DIGEST_ATTRIBUTES;
    }

    @Override
    public RelWriter item(String term, @Nullable Object value) {
      if (!(value instanceof RelNode)) {
        byName.put(term, String.valueOf(value));
      }
      return this;
    }

    @Override
    public RelWriter done(RelNode node) {
      return this;
    }
  }
}
