// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.engine.plan.Fragment;
import io.codeanatomy.engine.plan.NamedScans;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * A fragment whose decimals are computed in 64 bits, where the plan says more digits than they
 * hold.
 *
 * <pre>
 *   price decimal(12,2) * (1 - discount decimal(12,2))      decimal(25,4), in 128 bits
 *   →
 *   price decimal(12,2) * (1 - discount decimal(12,2))      decimal(18,4), in 64 bits
 * </pre>
 *
 * <p>Products of real amounts have fewer digits than their types could have, and 128 bits take
 * several times as long. DuckDB checks every product, sum and difference of 64 bits and fails where
 * one does not fit ({@link DuckDbErrors}); then the statement gives way to that of the fragment as
 * it is. So the rows are the same, whichever statement makes them.
 *
 * <p>A column keeps its narrow type up to where somebody does something else with it than to pass
 * it on, to compute on or to add it up; there it gets that of the plan.
 */
final class NarrowDecimals {

  /** The types of the columns of the tables that have a narrow one, by their names. */
  private final Map<String, Map<String, RelDataType>> narrowed = new LinkedHashMap<>();

  private NarrowDecimals() {}

  /** The fragment in narrow types; the same fragment if there is nothing to narrow. */
  static Fragment of(Fragment fragment) {
    NarrowDecimals decimals = new NarrowDecimals();
    List<Fragment.Table> inlined = new ArrayList<>();
    for (Fragment.Table table : fragment.inlined()) {
      RelNode narrow = decimals.narrow(table.algebra());
      inlined.add(new Fragment.Table(table.name(), narrow, table.schema()));
      decimals.declare(table, narrow);
    }
    Fragment.Table result = fragment.result();
    RelNode narrow = decimals.narrow(result.algebra());
    return new Fragment(inlined, new Fragment.Table(result.name(), narrow, result.schema()));
  }

  /** A table's columns are named by position: its algebra may call them something else. */
  private void declare(Fragment.Table table, RelNode narrow) {
    List<RelDataType> types = types(narrow);
    if (!types.equals(types(table.algebra()))) {
      Map<String, RelDataType> columns = new LinkedHashMap<>();
      List<String> names = table.schema().names();
      IntStream.range(0, names.size()).forEach(i -> columns.put(names.get(i), types.get(i)));
      narrowed.put(table.name(), columns);
    }
  }

  private static List<RelDataType> types(RelNode node) {
    return node.getRowType().getFieldList().stream().map(RelDataTypeField::getType).toList();
  }

  private RelNode narrow(RelNode node) {
    if (node instanceof TableScan scan) {
      return scan(scan);
    }
    List<RelNode> inputs = node.getInputs().stream().map(this::narrow).toList();
    NarrowExpressions expressions =
        new NarrowExpressions(
            node.getCluster().getRexBuilder(), columns(node.getInputs()), columns(inputs));
    if (node instanceof LogicalProject project) {
      List<RexNode> fields = project.getProjects().stream().map(expressions::narrow).toList();
      return isSame(node, inputs, fields, project.getProjects())
          ? node
          : LogicalProject.create(
              inputs.get(0),
              project.getHints(),
              fields,
              project.getRowType().getFieldNames(),
              project.getVariablesSet());
    }
    if (node instanceof Filter filter) {
      RexNode condition = expressions.wide(filter.getCondition());
      return isSame(node, inputs, condition, filter.getCondition())
          ? node
          : filter.copy(filter.getTraitSet(), inputs.get(0), condition);
    }
    if (node instanceof Join join) {
      RexNode condition = expressions.wide(join.getCondition());
      return isSame(node, inputs, condition, join.getCondition())
          ? node
          : join.copy(
              join.getTraitSet(),
              condition,
              inputs.get(0),
              inputs.get(1),
              join.getJoinType(),
              join.isSemiJoinDone());
    }
    Set<Integer> kept = node instanceof Aggregate aggregate ? onlySummed(aggregate) : Set.of();
    List<RelNode> wide = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      wide.add(widened(node.getInput(i), inputs.get(i), kept));
    }
    return wide.equals(node.getInputs()) ? node : node.copy(node.getTraitSet(), wide);
  }

  private static boolean isSame(RelNode node, List<RelNode> inputs, Object now, Object planned) {
    return inputs.equals(node.getInputs()) && now.equals(planned);
  }

  private static List<RelDataType> columns(List<RelNode> inputs) {
    return inputs.stream().flatMap(input -> types(input).stream()).toList();
  }

  /** A scan may see fewer columns of a table than it has. */
  private RelNode scan(TableScan scan) {
    List<String> path = scan.getTable().getQualifiedName();
    String name = path.get(path.size() - 1);
    Map<String, RelDataType> columns = narrowed.get(name);
    if (columns == null) {
      return scan;
    }
    RelDataTypeFactory.Builder seen = scan.getCluster().getTypeFactory().builder();
    for (RelDataTypeField field : scan.getRowType().getFieldList()) {
      seen.add(field.getName(), columns.getOrDefault(field.getName(), field.getType()));
    }
    return NamedScans.scan(scan.getCluster(), name, seen.build());
  }

  /**
   * The columns that are added up and nothing else. A sum has as many digits as there can be, of
   * whatever it is.
   */
  private static Set<Integer> onlySummed(Aggregate aggregate) {
    Set<Integer> summed = new LinkedHashSet<>();
    Set<Integer> others = new LinkedHashSet<>(aggregate.getGroupSet().asList());
    for (AggregateCall call : aggregate.getAggCallList()) {
      boolean sum = call.getAggregation().getKind() == SqlKind.SUM && !call.isDistinct();
      (sum ? summed : others).addAll(call.getArgList());
    }
    summed.removeAll(others);
    return summed;
  }

  /** An input whose columns have the types of the plan, but for some. */
  private static RelNode widened(RelNode planned, RelNode narrow, Set<Integer> kept) {
    RexBuilder rex = planned.getCluster().getRexBuilder();
    NarrowExpressions expressions = new NarrowExpressions(rex, types(planned), types(narrow));
    List<RexNode> fields = new ArrayList<>();
    boolean changed = false;
    for (int i = 0; i < types(planned).size(); i++) {
      RexNode field = rex.makeInputRef(planned, i);
      RexNode wide = kept.contains(i) ? expressions.narrow(field) : expressions.wide(field);
      changed |= !(wide instanceof RexInputRef);
      fields.add(wide);
    }
    return changed
        ? LogicalProject.create(
            narrow, List.of(), fields, planned.getRowType().getFieldNames(), Set.of())
        : narrow;
  }
}
