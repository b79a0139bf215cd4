// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Rows of the elements of a list, or of the entries of a map. Calcite's own form, a correlated join
 * with an {@code Uncollect}, does not survive the way to an execution engine's SQL.
 *
 * <p>Row type: the fields of the input but the unnested one, then the element (of a map the key and
 * the value), then, if it is numbered, the place of the element: BIGINT NOT NULL, from 1. A NULL or
 * an empty list gives no rows.
 */
public final class UnnestOperator extends SingleRel {

  /** How many elements a list has where nobody knows better. */
  private static final double ELEMENTS = 4;

  private final int column;
  private final List<String> elements;
  private final Optional<String> ordinality;

  private UnnestOperator(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode input,
      int column,
      List<String> elements,
      Optional<String> ordinality) {
    super(cluster, traits, input);
    this.column = column;
    this.elements = List.copyOf(elements);
    this.ordinality = ordinality;
  }

  /**
   * Unnests a column.
   *
   * @param column the index of a field of type list or map
   * @param elements the name of the element; for a map those of key and value
   * @param ordinality the name of the element's place, for a list that is numbered
   */
  static UnnestOperator create(
      RelNode input, int column, List<String> elements, Optional<String> ordinality) {
    return new UnnestOperator(
        input.getCluster(), input.getTraitSet(), input, column, elements, ordinality);
  }

  /** The index of the unnested field of the input. */
  public int column() {
    return column;
  }

  /** Whether the entries of a map are unnested, else the elements of a list. */
  public boolean isOfMap() {
    return columnType().getSqlTypeName() == SqlTypeName.MAP;
  }

  /** The name of the element; for a map those of key and value. */
  public List<String> elements() {
    return elements;
  }

  /** The name of the element's place, if it is numbered. */
  public Optional<String> ordinality() {
    return ordinality;
  }

  private RelDataType columnType() {
    return input.getRowType().getFieldList().get(column).getType();
  }

  @Override
  protected RelDataType deriveRowType() {
    RelDataTypeFactory types = getCluster().getTypeFactory();
    RelDataTypeFactory.Builder builder = types.builder();
    for (RelDataTypeField field : input.getRowType().getFieldList()) {
      if (field.getIndex() != column) {
        builder.add(field);
      }
    }
    RelDataType type = columnType();
    if (isOfMap()) {
      builder.add(elements.get(0), Objects.requireNonNull(type.getKeyType()));
      builder.add(elements.get(1), Objects.requireNonNull(type.getValueType()));
    } else {
      builder.add(elements.get(0), Objects.requireNonNull(type.getComponentType()));
    }
    ordinality.ifPresent(name -> builder.add(name, types.createSqlType(SqlTypeName.BIGINT)));
    return builder.build();
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new UnnestOperator(getCluster(), traitSet, sole(inputs), column, elements, ordinality);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("column", input.getRowType().getFieldNames().get(column))
        .item("as", elements)
        .itemIf("ordinality", ordinality.orElse(""), ordinality.isPresent());
  }

  @Override
  public double estimateRowCount(RelMetadataQuery query) {
    return query.getRowCount(input) * ELEMENTS;
  }
}
