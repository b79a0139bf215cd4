// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;

/**
 * Keeps the rows of its input with an index on their spans, for {@link SpanJoin}s to ask. Rows with
 * NULL as a key or a bound, which match nothing, are left out.
 *
 * <p>Row type: that of its input.
 */
public final class SpanIndexOperator extends SingleRel implements OwnStep {

  private final SpanIndexing indexing;

  private SpanIndexOperator(
      RelOptCluster cluster, RelTraitSet traits, RelNode input, SpanIndexing indexing) {
    super(cluster, traits, input);
    this.indexing = indexing;
  }

  static SpanIndexOperator create(RelNode input, SpanIndexing indexing) {
    return new SpanIndexOperator(input.getCluster(), input.getTraitSet(), input, indexing);
  }

  /** What is indexed, and for which question. */
  public SpanIndexing indexing() {
    return indexing;
  }

  @Override
  public String reason() {
    return "an index of spans is made by steps of its own, so it is kept";
  }

  /** The operator as people read it. */
  String text() {
    List<String> names = input.getRowType().getFieldNames();
    String keys =
        indexing.keys().stream()
            .map(key -> NamedExpressions.name(names.get(key)))
            .collect(Collectors.joining(", "));
    String asked =
        switch (indexing.question()) {
          case all -> "all that match";
          case first ->
              indexing.keep().map(keep -> "the " + keep.choice()).orElse("the first") + " match";
          case any -> "whether any matches";
        };
    return "Span index of [%s, %s]%s: %s, where it %s the other"
        .formatted(
            NamedExpressions.name(names.get(indexing.begin())),
            NamedExpressions.name(names.get(indexing.end())),
            keys.isEmpty() ? "" : " by " + keys,
            asked,
            switch (indexing.relation()) {
              case contains -> "contains";
              case within -> "is within";
              case overlaps -> "overlaps";
            });
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new SpanIndexOperator(getCluster(), traitSet, sole(inputs), indexing);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("indexing", indexing);
  }
}
