// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.ArrayList;
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

/** Which columns of which relations are read. */
final class ColumnReads {

  private final Map<String, Set<String>> byRelation = new TreeMap<>();

  /** All reads of a plan: of its outputs, of what is audited, and of the views these need. */
  static ColumnReads of(LogicalPlan plan, Set<String> audited) {
    ColumnReads reads = new ColumnReads();
    reads.addSinks(plan, audited);
    List<LogicalPlan.View> views = new ArrayList<>(plan.views().values());
    for (int i = views.size() - 1; i >= 0; i--) {
      if (reads.isRead(views.get(i).name())) {
        reads.add(views.get(i).algebra());
      }
    }
    return reads;
  }

  /** The reads of a tree. */
  static ColumnReads of(RelNode tree) {
    ColumnReads reads = new ColumnReads();
    reads.add(tree);
    return reads;
  }

  /** Adds what the outputs read, and all columns of what is audited. */
  void addSinks(LogicalPlan plan, Set<String> audited) {
    plan.outputs().forEach(output -> add(output.algebra()));
    for (String relation : audited) {
      LogicalPlan.View view = plan.views().get(relation);
      if (view == null) {
        throw new IllegalArgumentException("no view " + relation);
      }
      add(relation, view.schema().names());
    }
  }

  /** Adds what a tree reads. */
  void add(RelNode node) {
    if (node instanceof Project project && project.getInput() instanceof TableScan scan) {
      List<String> names = scan.getRowType().getFieldNames();
      List<String> read = new ArrayList<>();
      RelOptUtil.InputFinder.bits(project.getProjects(), null)
          .forEach(index -> read.add(names.get(index)));
      add(RelationNames.of(scan), read);
    } else if (node instanceof TableScan scan) {
      add(RelationNames.of(scan), scan.getRowType().getFieldNames());
    } else {
      node.getInputs().forEach(this::add);
    }
  }

  private void add(String relation, List<String> columns) {
    byRelation.computeIfAbsent(relation, r -> new TreeSet<>()).addAll(columns);
  }

  boolean isRead(String relation) {
    return byRelation.containsKey(relation);
  }

  Set<String> columns(String relation) {
    return byRelation.getOrDefault(relation, Set.of());
  }

  /** Per input that is read, the columns that are, in the input's order. */
  Map<String, List<String>> inputColumns(LogicalPlan plan) {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    plan.inputs()
        .forEach(
            (name, schema) -> {
              if (isRead(name)) {
                columns.put(name, schema.names().stream().filter(columns(name)::contains).toList());
              }
            });
    return columns;
  }
}
