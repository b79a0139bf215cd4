// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute;

import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.plan.Fragment;
import io.codeanatomy.engine.plan.FragmentedPlan;
import io.codeanatomy.engine.plan.SpanIndexing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What an execution engine does, in order: data, not callbacks. */
public record PhysicalPlan(List<Step> steps) {

  public PhysicalPlan {
    steps = List.copyOf(steps);
  }

  /** One statement, or the end of a relation's life. */
  public sealed interface Step {

    /** What people call the step: a stage of the run. */
    String name();

    /** What the step computes; empty for a release. */
    Optional<Fragment> statement();

    /** The views that the step computes on its way, each after what it reads. */
    default List<String> computed() {
      return statement().stream()
          .flatMap(fragment -> fragment.inlined().stream())
          .map(Fragment.Table::name)
          .toList();
    }
  }

  /** Computes a view once and keeps its rows as a relation of its name. */
  public record Materialize(String relation, Fragment fragment) implements Step {
    @Override
    public String name() {
      return "materialize " + relation;
    }

    @Override
    public Optional<Fragment> statement() {
      return Optional.of(fragment);
    }
  }

  /**
   * Computes the transitive closure of edges once and keeps its pairs as a relation of its name.
   *
   * @param edges gives the edges: where each begins and where it ends
   * @param schema the columns of the relation: the two nodes, and the depth if it is read
   */
  public record Close(String relation, Fragment edges, Schema schema, OptionalLong maxDepth)
      implements Step {
    @Override
    public String name() {
      return "close " + relation;
    }

    @Override
    public Optional<Fragment> statement() {
      return Optional.of(edges);
    }
  }

  /**
   * Computes a view once and keeps its rows as a relation of its name, with an index on their
   * spans.
   *
   * @param rows gives the rows
   * @param schema the columns of the relation
   */
  public record Index(String relation, Fragment rows, Schema schema, SpanIndexing indexing)
      implements Step {
    @Override
    public String name() {
      return "index " + relation;
    }

    @Override
    public Optional<Fragment> statement() {
      return Optional.of(rows);
    }
  }

  /** Looks whether a relation is empty, as a rule wants it. */
  public record Audit(String relation, Fragment fragment) implements Step {
    @Override
    public String name() {
      return "audit " + relation;
    }

    @Override
    public Optional<Fragment> statement() {
      return Optional.of(fragment);
    }
  }

  /** Computes an output and stages its files. */
  public record Write(String table, Fragment fragment, Schema schema, List<String> partitionColumns)
      implements Step {
    @Override
    public String name() {
      return "write " + table;
    }

    @Override
    public Optional<Fragment> statement() {
      return Optional.of(fragment);
    }
  }

  /** Forgets a materialised relation that nobody reads any more. */
  public record Release(String relation) implements Step {
    @Override
    public String name() {
      return "release " + relation;
    }

    @Override
    public Optional<Fragment> statement() {
      return Optional.empty();
    }
  }

  /**
   * Orders the fragments of a plan: every view before what reads it, every audit and output as soon
   * as all that it reads is there, and every relation released after its last use.
   */
  public static PhysicalPlan of(FragmentedPlan plan) {
    return new PhysicalPlan(StepOrder.of(plan));
  }
}
