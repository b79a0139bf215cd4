// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;

/** The names that a tree reads relations by. */
final class RelationNames {

  private RelationNames() {}

  static String of(TableScan scan) {
    List<String> name = scan.getTable().getQualifiedName();
    return name.get(name.size() - 1);
  }

  /** The relations that a tree reads, in the order of their names. */
  static Set<String> of(RelNode tree) {
    Set<String> names = new TreeSet<>();
    collect(tree, names);
    return names;
  }

  private static void collect(RelNode node, Set<String> names) {
    if (node instanceof TableScan scan) {
      names.add(of(scan));
    }
    node.getInputs().forEach(input -> collect(input, names));
  }
}
