// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.Words;
import java.util.Collection;
import java.util.List;

/** Every diagnostic of the planner; {@code docs/errors.md} has a section for each code. */
final class PlanErrors {

  private PlanErrors() {}

  static Diagnostic expression(String pointer, Diagnostic.ExpressionPosition at, String problem) {
    return Diagnostic.error("CA-PLAN-001", pointer, "The expression does not parse: " + problem)
        .in(at)
        .withHint(
            "Expressions are SQL; put a column whose name is a reserved word in double quotes");
  }

  static Diagnostic tooDeep(String pointer, Diagnostic.ExpressionPosition at, int most) {
    return Diagnostic.error(
            "CA-PLAN-001",
            pointer,
            "The expression is nested more than %,d levels deep".formatted(most))
        .in(at)
        .withHint("Give parts of it names, in views before this one");
  }

  static Diagnostic illTyped(String pointer, Diagnostic.ExpressionPosition at, String problem) {
    return Diagnostic.error(
            "CA-PLAN-002",
            pointer,
            "The expression does not type-check: " + problem.replace("\n", " or "))
        .in(at)
        .withHint("Nothing is converted silently: CAST what is of another type");
  }

  static Diagnostic notConverted(
      String pointer, Diagnostic.ExpressionPosition at, String from, String to) {
    return illTyped(
            pointer,
            at,
            SqlTypes.withArticle(from) + " is not converted to " + SqlTypes.withArticle(to))
        .withHint("Say with CASE or a function what it shall become");
  }

  static Diagnostic notCompared(
      String pointer, Diagnostic.ExpressionPosition at, String left, String right) {
    return illTyped(
            pointer,
            at,
            SqlTypes.withArticle(left) + " is compared with " + SqlTypes.withArticle(right))
        .withHint("CAST one of them");
  }

  static Diagnostic mapsNotCompared(String pointer, Diagnostic.ExpressionPosition at, String type) {
    return illTyped(pointer, at, "maps are not compared, and this is of type " + type)
        .withHint("Compare what is in them, such as the value of a key or map_size");
  }

  static Diagnostic badLiteral(
      String pointer, Diagnostic.ExpressionPosition at, String type, String literal) {
    return illTyped(pointer, at, "'" + literal + "' is no " + type)
        .withHint(
            type.equals("date")
                ? "A date is written DATE '2026-01-31'"
                : "A timestamp is written TIMESTAMP '2026-01-31 23:59:59'");
  }

  static Diagnostic unknownColumnInExpression(
      String pointer, Diagnostic.ExpressionPosition at, String column, Collection<String> columns) {
    return unknownColumn(pointer, column, columns).in(at);
  }

  static Diagnostic unknownField(
      String pointer,
      Diagnostic.ExpressionPosition at,
      String field,
      String type,
      Collection<String> fields) {
    return Diagnostic.error(
            "CA-PLAN-031", pointer, "There is no field '" + field + "' in the " + type)
        .in(at)
        .withHint(Words.suggestion(field, fields) + "Its fields are " + String.join(", ", fields));
  }

  static Diagnostic noStruct(
      String pointer, Diagnostic.ExpressionPosition at, String what, String type) {
    return Diagnostic.error(
            "CA-PLAN-031", pointer, "'" + what + "' has no fields, it is of type " + type)
        .in(at)
        .withHint("Only structs have fields");
  }

  static Diagnostic unknownColumn(String pointer, String column, Collection<String> columns) {
    return Diagnostic.error("CA-PLAN-003", pointer, "There is no column '" + column + "' here")
        .withHint(
            Words.suggestion(column, columns) + "The columns are " + String.join(", ", columns));
  }

  static Diagnostic unknownFunction(
      String pointer,
      Diagnostic.ExpressionPosition at,
      String function,
      Collection<String> functions) {
    return Diagnostic.error("CA-PLAN-004", pointer, "There is no function '" + function + "'")
        .in(at)
        .withHint(
            Words.suggestion(function, functions)
                + "The command 'codeanatomy functions' shows them all");
  }

  static Diagnostic wrongArguments(
      String pointer, Diagnostic.ExpressionPosition at, String problem, String signature) {
    return Diagnostic.error("CA-PLAN-028", pointer, "The function cannot be called so: " + problem)
        .in(at)
        .withHint("It is called as " + signature);
  }

  static Diagnostic notAPredicate(String pointer, Diagnostic.ExpressionPosition at, String type) {
    return Diagnostic.error(
            "CA-PLAN-005",
            pointer,
            "A predicate must be true or false, but this is of type " + type)
        .in(at)
        .withHint("Compare it with something, as in x = 1 or x IS NOT NULL");
  }

  static Diagnostic notScalar(String pointer, Diagnostic.ExpressionPosition at, String what) {
    return Diagnostic.error("CA-PLAN-006", pointer, "An expression may not hold " + what)
        .in(at)
        .withHint("Relate joins, Aggregate aggregates: make a view of it and use that");
  }

  static Diagnostic unknownParameter(
      String pointer,
      Diagnostic.ExpressionPosition at,
      String parameter,
      Collection<String> parameters) {
    return Diagnostic.error(
            "CA-PLAN-007", pointer, "No template declares the parameter ':" + parameter + "'")
        .in(at)
        .withHint(
            Words.suggestion(parameter, parameters)
                + "Declare it with its type under parameter_templates");
  }

  static Diagnostic strayPlaceholder(String pointer, Diagnostic.ExpressionPosition at) {
    return Diagnostic.error("CA-PLAN-007", pointer, "A parameter has a name")
        .in(at)
        .withHint("Write :name instead of ?");
  }

  static Diagnostic incompatibleTypes(String pointer, String what, List<String> types) {
    return Diagnostic.error(
            "CA-PLAN-008", pointer, what + " cannot be one column: " + String.join(" and ", types))
        .withHint("CAST one side in a Project before");
  }

  static Diagnostic incomparableKeys(
      String pointer, String left, String leftType, String right, String rightType) {
    return Diagnostic.error(
            "CA-PLAN-008",
            pointer,
            "The keys '%s' and '%s' cannot be compared: %s and %s"
                .formatted(left, right, leftType, rightType))
        .withHint("CAST one side in a Project before");
  }

  static Diagnostic columnTwice(String pointer, String column, String hint) {
    return Diagnostic.error(
            "CA-PLAN-009", pointer, "The result would have the column '" + column + "' twice")
        .withHint(hint);
  }

  static Diagnostic noDeltaType(String pointer, String column, String type) {
    return Diagnostic.error(
            "CA-PLAN-010",
            pointer,
            "The column '" + column + "' is of type " + type + ", which a Delta table cannot hold")
        .withHint("CAST it to a type that it can, such as VARCHAR");
  }

  static Diagnostic ambiguousColumn(String pointer, String column) {
    return Diagnostic.error("CA-PLAN-020", pointer, "Both sides have a column '" + column + "'")
        .withHint("Write left." + column + " or right." + column);
  }

  static Diagnostic notForType(String pointer, String function, String column, String type) {
    return Diagnostic.error(
            "CA-PLAN-011", pointer, function + " does not work on '" + column + "' of type " + type)
        .withHint("Name another column, or CAST this one in a Project before");
  }

  static Diagnostic keepNotSupported(String pointer, String joinType) {
    return Diagnostic.error(
            "CA-PLAN-012", pointer, "keep has no defined result in this join of type " + joinType)
        .withHint(
            "keep chooses per row of one side: per left row for within, overlaps and equals (join_type"
                + " Inner or Left), per right row for contains (join_type Inner or Right)");
  }

  static Diagnostic unknownType(String pointer, String type) {
    return Diagnostic.error("CA-PLAN-013", pointer, "There is no type '" + type + "'")
        .withHint("The types are " + SqlTypes.KNOWN);
  }

  static Diagnostic contractColumnMissing(
      String pointer, String column, Collection<String> unpromised, Collection<String> columns) {
    return contractBroken(pointer, "it has no column '" + column + "'")
        .withHint(
            Words.suggestion(column, unpromised)
                + "Its columns are "
                + String.join(", ", columns)
                + ". Add the column to the view, or take it out of the contract");
  }

  static Diagnostic contractColumnExtra(String pointer, String column, Collection<String> missing) {
    return contractBroken(
            pointer, "it has a column '" + column + "' that the contract does not name")
        .withHint(
            Words.suggestion(column, missing)
                + "Add the column to the contract, or leave it out of the view");
  }

  static Diagnostic contractOrder(
      String pointer, Collection<String> columns, Collection<String> promised) {
    return contractBroken(
            pointer,
            "its columns come in the order "
                + String.join(", ", columns)
                + ", not "
                + String.join(", ", promised))
        .withHint(
            "Bring them into the order of the contract with a Project, or change the contract");
  }

  private static Diagnostic contractBroken(String pointer, String problem) {
    return Diagnostic.error(
        "CA-PLAN-014", pointer, "The view breaks its output_schema: " + problem);
  }

  static Diagnostic castAdded(String pointer, String view, String column, String from, String to) {
    return Diagnostic.error(
            "CA-PLAN-036",
            pointer,
            "The column '"
                + column
                + "' of the view '"
                + view
                + "' is cast from "
                + from
                + " to "
                + to
                + ", as its output_schema says")
        .withHint("No value can change by it; write the CAST into the view, and nobody will wonder")
        .asWarning();
  }

  static Diagnostic unsafeCast(String pointer, String column, String from, String to) {
    return Diagnostic.error(
            "CA-PLAN-037",
            pointer,
            "The view breaks its output_schema: '"
                + column
                + "' is of type "
                + from
                + ", and a cast to "
                + to
                + " could lose values or fail")
        .withHint(
            "If that is what you want, write {expr: 'CAST(%1$s AS %2$s)', as: %3$s} in a Project;"
                    .formatted(quoted(column), to, column)
                + " else declare the column as "
                + from);
  }

  static Diagnostic certainNull(String pointer, String column) {
    return Diagnostic.error(
            "CA-PLAN-038",
            pointer,
            "The view breaks its output_schema: '"
                + column
                + "' must not be NULL, but the view makes it NULL")
        .withHint(
            "A union fills a column that a source lacks with NULL: give every source a value for it,"
                + " or declare the column nullable");
  }

  static Diagnostic uncheckedPromise(String pointer, String view, String column) {
    return Diagnostic.error(
            "CA-PLAN-039",
            pointer,
            "Nobody looks whether the column '%s' of the view '%s' is NULL".formatted(column, view))
        .withHint(
            "Publish the view with this column, or declare a not_null constraint and audit it with the"
                + " intent audit_constraints")
        .asWarning();
  }

  /** A column as an expression names it. */
  private static String quoted(String column) {
    return column.matches("[a-z_][a-z0-9_]*") ? column : '"' + column.replace("\"", "\"\"") + '"';
  }

  static Diagnostic parameterTypes(String pointer, String parameter) {
    return Diagnostic.error(
            "CA-PLAN-015",
            pointer,
            "The parameter ':" + parameter + "' is declared twice, with two types")
        .withHint("A parameter has one type in a spec; give the same type, or another name");
  }

  /** A value that is none of its type; {@code spelling} says how one is written. */
  static Diagnostic badParameterValue(
      String parameter, String type, String value, String spelling) {
    return Diagnostic.error(
            "CA-PLAN-016",
            "The value '" + value + "' of the parameter '" + parameter + "' is no " + type)
        .withHint(spelling);
  }

  static Diagnostic parameterType(String pointer, String parameter, String type) {
    return Diagnostic.error(
            "CA-PLAN-040", pointer, "The parameter '" + parameter + "' cannot be of type " + type)
        .withHint("A parameter is a boolean, a number, a text, a date or a timestamp");
  }

  static Diagnostic badDefault(
      String pointer, String parameter, String type, String value, String spelling) {
    return Diagnostic.error(
            "CA-PLAN-016",
            pointer,
            "The default '" + value + "' of the parameter '" + parameter + "' is no " + type)
        .withHint(spelling);
  }

  static Diagnostic parameterDefaults(String pointer, String parameter) {
    return Diagnostic.error(
            "CA-PLAN-041",
            pointer,
            "The parameter '" + parameter + "' is declared twice, with two defaults")
        .withHint("A parameter has one value in a run; give the same default, or another name");
  }

  static Diagnostic missingParameter(String parameter, String type) {
    return Diagnostic.error(
            "CA-PLAN-017", "The parameter '" + parameter + "' of type " + type + " has no value")
        .withHint("Give it with --param " + parameter + "=VALUE");
  }

  static Diagnostic undeclaredParameter(String parameter, Collection<String> parameters) {
    return Diagnostic.error("CA-PLAN-018", "The spec declares no parameter '" + parameter + "'")
        .withHint(
            parameters.isEmpty()
                ? "It declares none at all"
                : Words.suggestion(parameter, parameters)
                    + "It declares "
                    + Words.some(parameter, parameters, 10));
  }

  static Diagnostic changeColumnTaken(String pointer, String column) {
    return Diagnostic.error(
            "CA-PLAN-025",
            pointer,
            "The table has a column '"
                + column
                + "', which is a name that its changes need for a column of their own")
        .withHint("Rename the column in the table; the changes of such a table cannot be told");
  }

  static Diagnostic inexactSum(String pointer, String function, String column) {
    return Diagnostic.error(
            "CA-PLAN-019",
            pointer,
            function
                + " over the floating-point column '"
                + column
                + "' depends on the order of the rows in its last digits")
        .withHint("CAST the column to a decimal before, or sum it by exact_sum");
  }

  static Diagnostic unorderedAggregate(String pointer, String function) {
    return Diagnostic.error(
            "CA-PLAN-043", pointer, function + " takes its rows in no order, so its result varies")
        .withHint("Give it an order that tells all rows apart");
  }

  static Diagnostic unstableFunction(String pointer, String function) {
    return Diagnostic.error("CA-PLAN-044", pointer, function + " gives another result at every run")
        .withHint("Take the value from a parameter of the run");
  }

  static Diagnostic limitWithoutOrder(String pointer) {
    return Diagnostic.error(
            "CA-PLAN-045", pointer, "The first rows in no order are other rows at every run")
        .withHint("Use Rank, which breaks ties by all columns");
  }

  static Diagnostic notUnnestable(String pointer, String column, String type) {
    return Diagnostic.error(
            "CA-PLAN-021",
            pointer,
            "Unnest takes a list or a map, but '" + column + "' is of type " + type)
        .withHint("Name a column that holds a list or a map");
  }

  static Diagnostic ordinalityOfMap(String pointer, String column) {
    return Diagnostic.error(
            "CA-PLAN-022",
            pointer,
            "The entries of the map '" + column + "' have no order, so they have no ordinality")
        .withHint("Leave ordinality out; Rank numbers rows in an order of their columns");
  }

  static Diagnostic noOrder(String pointer, String column, String type) {
    return Diagnostic.error(
            "CA-PLAN-023",
            pointer,
            "Rows cannot be ordered or partitioned by '" + column + "' of type " + type)
        .withHint("Order by something that is computed from it in a Project before");
  }

  static Diagnostic differentNodes(String pointer, String from, String to, List<String> types) {
    return Diagnostic.error(
            "CA-PLAN-024",
            pointer,
            "An edge of a Closure leads from nodes to nodes of the same type, but '"
                + from
                + "' is of type "
                + types.get(0)
                + " and '"
                + to
                + "' of type "
                + types.get(1))
        .withHint("CAST one of them in a Project before");
  }

  static Diagnostic notANode(String pointer, String column, String type) {
    return Diagnostic.error(
            "CA-PLAN-024",
            pointer,
            "Nodes of a Closure are compared, but values of '"
                + column
                + "' of type "
                + type
                + " cannot be")
        .withHint("Use an identity of the node, such as stable_id of its parts");
  }

  static Diagnostic noReferredColumn(String pointer, String relation, String column) {
    return Diagnostic.error(
            "CA-PLAN-042",
            pointer,
            "The relation '" + relation + "' has no column '" + column + "' to refer to")
        .withHint(
            "Name a column that both relations have, or add an edge between them that pairs their"
                + " columns");
  }
}
