// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute;

import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.plan.Fragment;
import io.codeanatomy.engine.plan.FragmentedPlan;
import io.codeanatomy.engine.plan.GroupParts;
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

    /** What the step does. */
    Kind kind();

    /** The relation or table that it does this to. */
    String subject();

    /** What people call the step: a stage of the run. */
    default String name() {
      return kind() + " " + subject();
    }

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

  /** What a step does. */
  public enum Kind {
    /** Rows are kept for those that read them. */
    materialize,
    /** The transitive closure of edges is kept. */
    close,
    /** Rows are kept with an index on their spans. */
    index,
    /** Groups are made, a part of their rows at a time, and kept. */
    aggregate,
    /** There must be no rows. */
    audit,
    /** Rows become a table. */
    write,
    /** What was kept is forgotten. */
    release
  }

  /** A step that keeps rows as a relation, for steps that come later. */
  public sealed interface Keeping extends Step {

    /** The name that the rows are read by. */
    String relation();

    @Override
    default String subject() {
      return relation();
    }

    /** The columns of the relation. */
    Schema schema();
  }

  /** Computes a view once and keeps its rows as a relation of its name. */
  public record Materialize(String relation, Fragment fragment) implements Keeping {
    @Override
    public Schema schema() {
      return fragment.result().schema();
    }

    @Override
    public Kind kind() {
      return Kind.materialize;
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
      implements Keeping {
    @Override
    public Kind kind() {
      return Kind.close;
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
      implements Keeping {
    @Override
    public Kind kind() {
      return Kind.index;
    }

    @Override
    public Optional<Fragment> statement() {
      return Optional.of(rows);
    }
  }

  /**
   * Computes groups once, a part of them at a time, and keeps them as a relation of its name.
   *
   * @param fragment the whole, as one statement would compute it: its last inlined table is the
   *     rows, and its result groups those
   */
  public record Aggregate(String relation, Fragment fragment, GroupParts parts) implements Keeping {
    @Override
    public Kind kind() {
      return Kind.aggregate;
    }

    @Override
    public Optional<Fragment> statement() {
      return Optional.of(fragment);
    }

    @Override
    public Schema schema() {
      return fragment.result().schema();
    }

    /** What computes the rows that are grouped. */
    public Fragment rows() {
      List<Fragment.Table> inlined = fragment.inlined();
      int last = inlined.size() - 1;
      return new Fragment(inlined.subList(0, last), inlined.get(last));
    }

    /** What groups the rows. */
    public Fragment groups() {
      return new Fragment(List.of(), fragment.result());
    }
  }

  /** Looks whether a relation is empty, as a rule wants it. */
  public record Audit(String relation, Fragment fragment) implements Step {
    @Override
    public Kind kind() {
      return Kind.audit;
    }

    @Override
    public String subject() {
      return relation;
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
    public Kind kind() {
      return Kind.write;
    }

    @Override
    public String subject() {
      return table;
    }

    @Override
    public Optional<Fragment> statement() {
      return Optional.of(fragment);
    }
  }

  /** Forgets a materialised relation that nobody reads any more. */
  public record Release(String relation) implements Step {
    @Override
    public Kind kind() {
      return Kind.release;
    }

    @Override
    public String subject() {
      return relation;
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
