// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.plan.CacheDecision.Choice;
import io.codeanatomy.engine.plan.CachePolicy.Candidate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the views of a plan to the {@link CachePolicy}, sources first, with their figures. */
final class CacheDecisions {

  private final LogicalPlan plan;
  private final Readers readers;
  private final RowEstimator estimator;
  private final PlanningFacts facts;
  private final CachePolicy policy;
  private final Map<String, CacheDecision> decisions = new LinkedHashMap<>();
  private final Map<String, Double> access = new LinkedHashMap<>();

  CacheDecisions(LogicalPlan plan, Readers readers, RowEstimator estimator, PlanningFacts facts) {
    this.plan = plan;
    this.readers = readers;
    this.estimator = estimator;
    this.facts = facts;
    this.policy = new CachePolicy(facts);
  }

  /**
   * The decisions by view, each after those of what it reads; fills the estimator on the way.
   *
   * @param tables the views that are read, each after what it reads
   * @param inputColumns per input that is read, the columns that are
   */
  Map<String, CacheDecision> decide(
      Collection<Fragment.Table> tables, Map<String, List<String>> inputColumns) {
    inputColumns.forEach(this::addInput);
    tables.forEach(this::decide);
    return decisions;
  }

  /** Only the columns that are read are decoded. */
  private void addInput(String name, List<String> columns) {
    Schema schema = plan.inputs().getOrDefault(name, Schema.of());
    Optional<InputStatistics> statistics = Optional.ofNullable(facts.inputs().get(name));
    estimator.input(name, schema, statistics);
    Schema read =
        new Schema(schema.fields().stream().filter(f -> columns.contains(f.name())).toList());
    double share = Math.min(1, TypeWidths.of(read) / TypeWidths.of(schema));
    double bytes =
        statistics.map(known -> (double) known.bytes()).orElse(estimator.estimate(name).bytes());
    access.put(name, bytes * share * OperatorCosts.FILE_BYTE);
  }

  private void decide(Fragment.Table table) {
    String name = table.name();
    List<String> reads = reads(name);
    RowEstimator.Estimated estimated = estimator.view(table);
    double compute = estimated.cost();
    long operators = estimated.operators();
    for (String source : reads) {
      compute += access.getOrDefault(source, 0.0);
      CacheDecision decided = decisions.get(source);
      if (decided != null && decided.choice() == Choice.INLINE) {
        operators += decided.inlinedNodes();
      }
    }
    RowEstimate estimate = estimator.estimate(name);
    CacheDecision decision =
        policy.decide(
            new Candidate(
                name,
                readers.consumers(name),
                readers.statements(name),
                estimate,
                compute,
                table.algebra() instanceof OwnStep own
                    ? Optional.of(own.reason())
                    : Optional.empty(),
                estimated.operators(),
                operators));
    decisions.put(name, decision);
    boolean kept = decision.choice() == Choice.MATERIALIZE;
    access.put(name, kept ? estimate.bytes() * OperatorCosts.READ_BYTE : compute);
    readers.lastReads(name).forEach(this::release);
  }

  private List<String> reads(String name) {
    return Optional.ofNullable(plan.views().get(name))
        .map(LogicalPlan.View::reads)
        .orElse(List.of());
  }

  private void release(String relation) {
    CacheDecision decision = decisions.get(relation);
    if (decision != null && decision.choice() == Choice.MATERIALIZE) {
      policy.release(decision.estimate());
    }
  }
}
