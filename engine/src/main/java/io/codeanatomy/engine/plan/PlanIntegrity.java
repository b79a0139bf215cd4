// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.schema.TypeNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataTypeField;

/** Whether a plan that was made of another still gives the same outputs. */
public final class PlanIntegrity {

  private final LogicalPlan before;
  private final LogicalPlan after;
  private final Set<String> audited;
  private final Map<String, Schema> known;

  private PlanIntegrity(LogicalPlan before, LogicalPlan after, Set<String> audited) {
    this.before = before;
    this.after = after;
    this.audited = audited;
    this.known = new HashMap<>(after.inputs());
  }

  /**
   * What is wrong with a plan.
   *
   * @param relation the view or table
   * @param problem what is wrong with it, to be read after its name
   */
  public record Fault(String relation, String problem) {}

  /**
   * The first thing that is wrong: an output that is gone or of another row type, a tree that does
   * not give what its view is declared to have, a view or column that is read and not there. A view
   * may lose columns that nobody reads, and go if nobody reads it.
   *
   * @param before the plan that it was made of
   * @param audited the views whose rows are looked at besides those of the outputs
   */
  public static Optional<Fault> fault(LogicalPlan before, LogicalPlan after, Set<String> audited) {
    return new PlanIntegrity(before, after, audited).fault();
  }

  private Optional<Fault> fault() {
    if (!before.inputs().equals(after.inputs())
        || !before.parameters().equals(after.parameters())) {
      return Optional.of(new Fault("plan", "has other inputs or parameters"));
    }
    for (LogicalPlan.View view : after.views().values()) {
      Optional<Fault> fault = fault(view);
      if (fault.isPresent()) {
        return fault;
      }
      known.put(view.name(), view.schema());
    }
    for (String relation : audited) {
      if (!known.containsKey(relation)) {
        return Optional.of(new Fault(relation, "is gone, but its rows are audited"));
      }
    }
    return outputs();
  }

  private Optional<Fault> fault(LogicalPlan.View view) {
    if (isNew(view)) {
      Optional<Fault> other = otherColumns(view.name(), view.algebra(), view.schema());
      if (other.isPresent()) {
        return other;
      }
    }
    return reads(view.name(), view.algebra(), view.reads());
  }

  private boolean isNew(LogicalPlan.View view) {
    LogicalPlan.View old = before.views().get(view.name());
    return old == null || old.algebra() != view.algebra() || !old.schema().equals(view.schema());
  }

  private Optional<Fault> outputs() {
    if (!tables(before).equals(tables(after))) {
      return Optional.of(new Fault("plan", "has other outputs"));
    }
    for (int i = 0; i < after.outputs().size(); i++) {
      LogicalPlan.Output old = before.outputs().get(i);
      LogicalPlan.Output output = after.outputs().get(i);
      String table = output.target().tableName();
      Optional<Fault> fault =
          old.schema().equals(output.schema())
              ? otherColumns(table, output.algebra(), output.schema())
              : Optional.of(
                  new Fault(table, differs(required(old.schema()), required(output.schema()))));
      if (fault.isEmpty()) {
        fault = reads(table, output.algebra(), List.of(output.target().sourceView()));
      }
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static List<?> tables(LogicalPlan plan) {
    return plan.outputs().stream().map(LogicalPlan.Output::target).toList();
  }

  private static Optional<Fault> otherColumns(String name, RelNode tree, Schema schema) {
    return TreeSchema.difference(tree, schema)
        .map(actual -> new Fault(name, differs(spelled(schema), String.join(", ", actual))));
  }

  private static String spelled(Schema schema) {
    return String.join(", ", TreeSchema.spelled(schema));
  }

  /** With what may not be NULL, which is a part of a table's row type. */
  private static String required(Schema schema) {
    return schema.fields().stream()
        .map(
            field ->
                field.name()
                    + " "
                    + TypeNames.spell(field.type())
                    + (field.nullable() ? "" : " not null"))
        .collect(Collectors.joining(", "));
  }

  private static String differs(String expected, String actual) {
    return "must have the columns (" + expected + "), but has (" + actual + ")";
  }

  /** Whether everything that a tree reads is there, declared to be read, and of the same type. */
  private Optional<Fault> reads(String name, RelNode tree, List<String> declared) {
    ColumnReads reads = new ColumnReads();
    reads.add(tree);
    return reads(name, tree, declared, reads);
  }

  private Optional<Fault> reads(
      String name, RelNode tree, List<String> declared, ColumnReads reads) {
    if (tree instanceof TableScan scan) {
      return scan(name, scan, declared, reads);
    }
    for (RelNode input : tree.getInputs()) {
      Optional<Fault> fault = reads(name, input, declared, reads);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private Optional<Fault> scan(
      String name, TableScan scan, List<String> declared, ColumnReads reads) {
    String relation = RelationNames.of(scan);
    Schema schema = known.get(relation);
    if (schema == null) {
      return Optional.of(
          new Fault(name, "reads '" + relation + "', which does not come before it"));
    }
    if (!declared.contains(relation)) {
      return Optional.of(new Fault(name, "reads '" + relation + "', which its reads do not name"));
    }
    Set<String> read = reads.columns(relation);
    for (RelDataTypeField field : scan.getRowType().getFieldList()) {
      Optional<DataType> type =
          schema.fields().stream()
              .filter(column -> column.name().equals(field.getName()))
              .map(Field::type)
              .findFirst();
      if (read.contains(field.getName()) && !type.equals(PlanTypes.toDelta(field.getType()))) {
        return Optional.of(
            new Fault(
                name,
                "reads the column "
                    + field.getName()
                    + " "
                    + SqlTypes.spell(field.getType())
                    + " of '"
                    + relation
                    + "', which has ("
                    + spelled(schema)
                    + ")"));
      }
    }
    return Optional.empty();
  }
}
