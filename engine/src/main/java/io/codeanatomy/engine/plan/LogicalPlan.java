// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.OutputTarget;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;

/**
 * A spec as relational algebra: a graph of views by name.
 *
 * @param inputs the row types by name of the relations that are no views: inputs, their metadata,
 *     and what Changes views read
 * @param views the views by name, each after all that it reads; the violations of every constraint
 *     are a view, too
 * @param parameters the names of the parameters; a parameter's number in the algebra is its index
 *     here
 * @param warnings what is worth knowing
 */
public record LogicalPlan(
    Map<String, Schema> inputs,
    Map<String, View> views,
    List<Output> outputs,
    List<String> parameters,
    List<Diagnostic> warnings) {

  public LogicalPlan {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    views = Collections.unmodifiableMap(new LinkedHashMap<>(views));
    outputs = List.copyOf(outputs);
    parameters = List.copyOf(parameters);
    warnings = List.copyOf(warnings);
  }

  /**
   * The names of the inputs that the outputs are made of, and some other views.
   *
   * @param audited the views that are looked at besides those of the outputs
   */
  public Set<String> inputsRead(Set<String> audited) {
    Deque<String> open = new ArrayDeque<>(audited);
    outputs.forEach(output -> open.push(output.target().sourceView()));
    Set<String> seen = new LinkedHashSet<>();
    Set<String> read = new TreeSet<>();
    while (!open.isEmpty()) {
      String relation = open.pop();
      View view = views.get(relation);
      if (view == null) {
        read.add(relation);
      } else if (seen.add(relation)) {
        view.reads().forEach(open::push);
      }
    }
    return read;
  }

  /** The same plan with other views; their order is kept. */
  public LogicalPlan withViews(Map<String, View> changed) {
    return new LogicalPlan(inputs, changed, outputs, parameters, warnings);
  }

  /** The same plan with other outputs. */
  public LogicalPlan withOutputs(List<Output> changed) {
    return new LogicalPlan(inputs, views, changed, parameters, warnings);
  }

  /** The same plan with another tree in the place of each view's. */
  public LogicalPlan mapTrees(UnaryOperator<RelNode> rewriting) {
    Map<String, View> changed = new LinkedHashMap<>();
    views.forEach(
        (name, view) -> changed.put(name, view.withTree(rewriting.apply(view.algebra()))));
    return withViews(changed);
  }

  /**
   * A view.
   *
   * @param algebra its tree over scans of the relations that it reads, by name
   * @param schema its row type
   * @param reads the relations that it reads, in order, each once
   * @param pointer where the spec asks for it
   * @param functions the functions of the library that its transform calls, in order
   */
  public record View(
      String name,
      RelNode algebra,
      Schema schema,
      List<String> reads,
      String pointer,
      Set<String> functions) {

    public View {
      reads = List.copyOf(reads);
      functions = Collections.unmodifiableSet(new TreeSet<>(functions));
    }

    /** The same view computed by another tree of the same row type. */
    public View withTree(RelNode tree) {
      return tree == algebra ? this : new View(name, tree, schema, reads, pointer, functions);
    }

    /** The same view, whose tree scans other relations. */
    View reading(Set<String> relations) {
      return new View(name, algebra, schema, List.copyOf(relations), pointer, functions);
    }

    /** Whether this is the same view with the very same tree. */
    public boolean isSame(View other) {
      return name.equals(other.name)
          && algebra == other.algebra
          && schema.equals(other.schema)
          && reads.equals(other.reads);
    }

    /** The same view with fewer columns. */
    View narrowed(RelNode tree, Schema columns) {
      return new View(name, tree, columns, reads, pointer, functions);
    }
  }

  /**
   * An output.
   *
   * @param algebra the target's columns over a scan of its view
   * @param schema the row type of the table
   */
  public record Output(OutputTarget target, RelNode algebra, Schema schema) {

    /** The same output computed by another tree of the same row type. */
    public Output withTree(RelNode tree) {
      return new Output(target, tree, schema);
    }
  }
}
