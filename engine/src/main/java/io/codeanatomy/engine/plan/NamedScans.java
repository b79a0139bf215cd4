// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.tools.RelBuilder;

/** What an execution engine adds to a tree of a plan, in the universe of that plan. */
public final class NamedScans {

  private NamedScans() {}

  /** A scan of a relation by its name; it may see fewer columns than there are. */
  public static RelNode scan(RelOptCluster cluster, String relation, RelDataType rowType) {
    return Algebra.scan(cluster, new Algebra.Relation(relation, rowType));
  }

  /** A builder that keeps a tree as it is written. */
  public static RelBuilder builder(RelOptCluster cluster) {
    return Algebra.builder(cluster);
  }
}
