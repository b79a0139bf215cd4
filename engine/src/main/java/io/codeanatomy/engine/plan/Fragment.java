// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.schema.Schema;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;

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

  /** The names of the relations that the statement reads from outside of itself, in order. */
  public Set<String> reads() {
    Set<String> read = RelationNames.of(result.algebra());
    inlined.forEach(table -> read.addAll(RelationNames.of(table.algebra())));
    inlined.forEach(table -> read.remove(table.name()));
    return read;
  }
}
