// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;

/**
 * Leaves out of every view the columns that nobody reads, from the outputs back to the inputs, and
 * the views that nobody reads.
 *
 * <p>A view's tree names the columns it reads, so a narrower source needs no other change in the
 * tree.
 */
final class ColumnPruning {

  private final Map<String, Set<String>> required = new TreeMap<>();

  /**
   * What is left.
   *
   * @param tables the views that are read, each after what it reads, with the columns that are read
   * @param inputColumns per input that is read, the columns that are, in the input's order
   */
  record Pruned(Map<String, Fragment.Table> tables, Map<String, List<String>> inputColumns) {}

  static Pruned prune(LogicalPlan plan, Set<String> audited) {
    return new ColumnPruning().run(plan, audited);
  }

  private Pruned run(LogicalPlan plan, Set<String> audited) {
    plan.outputs().forEach(output -> collect(output.algebra()));
    audited.forEach(view -> require(view, schemaOf(plan, view).names()));
    List<LogicalPlan.View> backwards = new ArrayList<>(plan.views().values());
    Collections.reverse(backwards);
    List<Fragment.Table> tables = new ArrayList<>();
    for (LogicalPlan.View view : backwards) {
      if (required.containsKey(view.name())) {
        Fragment.Table narrowed = narrow(view);
        collect(narrowed.algebra());
        tables.add(narrowed);
      }
    }
    Collections.reverse(tables);
    Map<String, Fragment.Table> byName = new LinkedHashMap<>();
    tables.forEach(table -> byName.put(table.name(), table));
    return new Pruned(byName, inputColumns(plan));
  }

  private static Schema schemaOf(LogicalPlan plan, String view) {
    LogicalPlan.View found = plan.views().get(view);
    if (found == null) {
      throw new IllegalArgumentException("no view " + view);
    }
    return found.schema();
  }

  private Map<String, List<String>> inputColumns(LogicalPlan plan) {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    plan.inputs()
        .forEach(
            (name, schema) -> {
              Set<String> read = required.get(name);
              if (read != null) {
                columns.put(name, schema.names().stream().filter(read::contains).toList());
              }
            });
    return columns;
  }

  private Fragment.Table narrow(LogicalPlan.View view) {
    Set<String> read = required.getOrDefault(view.name(), Set.of());
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < view.schema().fields().size(); i++) {
      if (read.contains(view.schema().fields().get(i).name())) {
        kept.add(i);
      }
    }
    if (kept.isEmpty()) {
      kept.add(0);
    }
    if (view.algebra() instanceof ClosureOperator closure) {
      return narrow(view, closure, read);
    }
    RelBuilder builder = Algebra.builder(view.algebra().getCluster());
    List<RexNode> fields = kept.stream().<RexNode>map(builder.push(view.algebra())::field).toList();
    List<String> names = kept.stream().map(i -> view.schema().fields().get(i).name()).toList();
    RelNode narrowed = builder.project(fields, names, true).build();
    RelNode trimmed = ColumnTrimmer.trim(narrowed, Algebra.builder(view.algebra().getCluster()));
    return new Fragment.Table(
        view.name(),
        trimmed,
        new Schema(kept.stream().map(i -> view.schema().fields().get(i)).toList()));
  }

  /** A pair is both of its nodes, whoever reads them; only the depth can be left out. */
  private static Fragment.Table narrow(
      LogicalPlan.View view, ClosureOperator closure, Set<String> read) {
    boolean deep = closure.depth().filter(read::contains).isPresent();
    ClosureOperator narrowed = deep ? closure : closure.withoutDepth();
    List<Field> fields = view.schema().fields().subList(0, deep ? 3 : 2);
    return new Fragment.Table(view.name(), narrowed, new Schema(fields));
  }

  private void collect(RelNode node) {
    if (node instanceof Project project && project.getInput() instanceof TableScan scan) {
      List<String> names = scan.getRowType().getFieldNames();
      List<String> read = new ArrayList<>();
      RelOptUtil.InputFinder.bits(project.getProjects(), null)
          .forEach(index -> read.add(names.get(index)));
      require(RelationNames.of(scan), read);
    } else if (node instanceof TableScan scan) {
      require(RelationNames.of(scan), scan.getRowType().getFieldNames());
    } else {
      node.getInputs().forEach(this::collect);
    }
  }

  private void require(String relation, List<String> columns) {
    required.computeIfAbsent(relation, r -> new TreeSet<>()).addAll(columns);
  }
}
