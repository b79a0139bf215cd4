// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexUtil;

/**
 * What becomes one statement on an execution engine: a result, and the views that it inlines, each
 * a common table that later ones read by name.
 *
 * @param inlined the inlined views, each after what it reads
 */
public record Fragment(List<Table> inlined, Table result) {

  public Fragment {
    inlined = List.copyOf(inlined);
  }

  /**
   * A named tree over scans by name.
   *
   * @param schema the columns that the tree gives, in order
   */
  public record Table(String name, RelNode algebra, Schema schema) {}

  /**
   * The relation that the statement gives as it is: all the columns that it reads of it, in their
   * order, under their names. Empty if it does anything to the rows.
   */
  public Optional<String> copied() {
    RelNode node = result.algebra();
    while (true) {
      if (node instanceof Project project
          && RexUtil.isIdentity(project.getProjects(), project.getInput().getRowType())) {
        node = project.getInput();
      } else if (node instanceof TableScan scan) {
        String name = RelationNames.of(scan);
        Optional<Table> table = inlined.stream().filter(one -> one.name().equals(name)).findFirst();
        List<String> names = table.map(Table::schema).orElse(result.schema()).names();
        if (!names.equals(scan.getRowType().getFieldNames())) {
          return Optional.empty();
        }
        if (table.isEmpty()) {
          return Optional.of(name);
        }
        node = table.get().algebra();
      } else {
        return Optional.empty();
      }
    }
  }

  /** Whether the statement filters and projects the rows of one relation, and does nothing else. */
  public boolean isSelection() {
    return isSelection(result.algebra())
        && inlined.stream().allMatch(table -> isSelection(table.algebra()));
  }

  private static boolean isSelection(RelNode node) {
    boolean rowByRow =
        node instanceof Filter || (node instanceof Project project && !project.containsOver());
    return node instanceof TableScan || (rowByRow && isSelection(node.getInput(0)));
  }

  /** The names of the relations that the statement reads from outside of itself, in order. */
  public Set<String> reads() {
    Set<String> read = RelationNames.of(result.algebra());
    inlined.forEach(table -> read.addAll(RelationNames.of(table.algebra())));
    inlined.forEach(table -> read.remove(table.name()));
    return read;
  }
}
