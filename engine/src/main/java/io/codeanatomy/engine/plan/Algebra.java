// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.MetadataHandlerProvider;
import org.apache.calcite.rel.metadata.ProxyingMetadataHandlerProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.tools.RelBuilder;

/**
 * The universe in which one plan is made: one type factory, one cluster. Never shared between runs,
 * not safe for use by several threads.
 */
final class Algebra {

  private final RelDataTypeFactory types = PlanTypes.factory();
  private final RelOptCluster cluster =
      RelOptCluster.create(new HepPlanner(HepProgram.builder().build()), new RexBuilder(types));

  Algebra() {
    // Calcite's own provider compiles Java at run time: 0.4 s of each start, for the few questions
    // that building a plan asks.
    MetadataHandlerProvider handlers =
        new ProxyingMetadataHandlerProvider(DefaultRelMetadataProvider.INSTANCE);
    cluster.setMetadataQuerySupplier(() -> new RelMetadataQuery(handlers));
  }

  RelDataTypeFactory types() {
    return types;
  }

  RelOptCluster cluster() {
    return cluster;
  }

  RexBuilder expressions() {
    return cluster.getRexBuilder();
  }

  /** A builder that keeps the plan as it is written: no simplification, no merging. */
  RelBuilder builder() {
    return builder(cluster);
  }

  /** A builder in the universe of another plan. */
  static RelBuilder builder(RelOptCluster cluster) {
    RelBuilder.Config config =
        RelBuilder.Config.DEFAULT
            .withBloat(-1)
            .withSimplify(false)
            .withSimplifyLimit(false)
            .withSimplifyValues(false)
            .withPushJoinCondition(false)
            .withPruneInputOfAggregate(false)
            .withRemoveRedundantDistinct(false);
    return RelBuilder.proto(Contexts.of(config)).create(cluster, null);
  }

  /** A scan of a relation by its name. */
  RelNode scan(Relation relation) {
    return scan(cluster, relation);
  }

  /** A scan of a relation in the universe of another plan. */
  static RelNode scan(RelOptCluster cluster, Relation relation) {
    RelOptTableImpl table =
        RelOptTableImpl.create(
            null,
            relation.rowType(),
            new NamedTable(relation.rowType()),
            ImmutableList.of(relation.name()));
    return LogicalTableScan.create(cluster, table, List.of());
  }

  /** A catalog that holds exactly these relations. */
  CalciteCatalogReader catalog(List<Relation> relations) {
    CalciteSchema root = CalciteSchema.createRootSchema(false, false);
    for (Relation relation : relations) {
      root.add(relation.name(), new NamedTable(relation.rowType()));
    }
    return new CalciteCatalogReader(
        root,
        List.of(),
        types,
        CalciteConnectionConfigImpl.DEFAULT.set(CalciteConnectionProperty.CASE_SENSITIVE, "true"));
  }

  /** A name and the row type behind it. */
  record Relation(String name, RelDataType rowType) {}

  private static final class NamedTable extends AbstractTable implements TranslatableTable {

    private final RelDataType rowType;

    NamedTable(RelDataType rowType) {
      this.rowType = rowType;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory typeFactory) {
      return rowType;
    }

    @Override
    public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
      return LogicalTableScan.create(context.getCluster(), table, List.of());
    }
  }
}
