// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.engine.function.NestedFunctions;
import io.codeanatomy.spec.Diagnostic.ExpressionPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Puts what they mean in the place of the names of a parsed expression: columns with the relation
 * that they are of, fields of structs, types, the types of parameters.
 */
final class ExpressionNames extends SqlShuttle {

  private final ExpressionText text;
  private final ExpressionPlace place;
  private final ExpressionCompiler.Scope scope;
  private final Parameters parameters;
  private final Algebra algebra;

  ExpressionNames(
      ExpressionText text,
      ExpressionPlace place,
      ExpressionCompiler.Scope scope,
      Parameters parameters,
      Algebra algebra) {
    this.text = text;
    this.place = place;
    this.scope = scope;
    this.parameters = parameters;
    this.algebra = algebra;
  }

  /**
   * The expression with everything named.
   *
   * @throws PlanFault at the first name that there is not
   */
  SqlNode resolve(SqlNode parsed) {
    SqlNode resolved = parsed.accept(this);
    return resolved == null ? parsed : resolved;
  }

  /** {@code column}, {@code column.field.field}, or with {@code left.} or {@code right.} before. */
  @Override
  public @Nullable SqlNode visit(SqlIdentifier identifier) {
    if (identifier.isStar()) {
      throw new PlanFault(
          PlanErrors.illTyped(
              place.pointer(), place.at(identifier.getParserPosition()), "* is no value"));
    }
    List<String> names = identifier.names.stream().map(text::name).toList();
    int first = isSide(names) ? 1 : 0;
    Column column =
        first == 1
            ? qualified(identifier, names.get(0), names.get(1))
            : unqualified(identifier, names.get(0));
    SqlParserPos end = identifier.getComponentParserPosition(first);
    SqlParserPos start = identifier.getComponentParserPosition(0);
    SqlNode path =
        new SqlIdentifier(List.of(column.relation(), column.field().getName()), start.plus(end));
    RelDataType type = column.field().getType();
    String spelled = column.field().getName();
    for (int i = first + 1; i < names.size(); i++) {
      SqlParserPos at = identifier.getComponentParserPosition(i);
      RelDataTypeField field = field(spelled, type, names.get(i), place.at(at));
      path = dot(path, names.get(i), start.plus(at), at);
      spelled = spelled + "." + names.get(i);
      type = field.getType();
    }
    return path;
  }

  private boolean isSide(List<String> names) {
    return names.size() > 1
        && (names.get(0).equals(ExpressionText.LEFT) || names.get(0).equals(ExpressionText.RIGHT));
  }

  private record Column(String relation, RelDataTypeField field) {}

  private Column qualified(SqlIdentifier identifier, String side, String name) {
    SqlParserPos at = identifier.getComponentParserPosition(0);
    Algebra.Relation relation =
        scope.relations().stream()
            .filter(r -> r.name().equals(side))
            .findFirst()
            .orElseThrow(
                () ->
                    new PlanFault(
                        PlanErrors.unknownColumnInExpression(
                            place.pointer(), place.at(at), text.restored(side), scope.columns())));
    return find(relation, name)
        .orElseThrow(
            () ->
                new PlanFault(
                    PlanErrors.unknownColumnInExpression(
                        place.pointer(),
                        place.at(at.plus(identifier.getComponentParserPosition(1))),
                        name,
                        relation.rowType().getFieldNames())));
  }

  private Column unqualified(SqlIdentifier identifier, String name) {
    ExpressionPosition at = place.at(identifier.getComponentParserPosition(0));
    List<Column> found =
        scope.relations().stream().flatMap(relation -> find(relation, name).stream()).toList();
    if (found.isEmpty()) {
      throw new PlanFault(
          PlanErrors.unknownColumnInExpression(place.pointer(), at, name, scope.columns()));
    }
    if (found.size() > 1) {
      throw new PlanFault(PlanErrors.ambiguousColumn(place.pointer(), name).in(at));
    }
    return found.get(0);
  }

  private static Optional<Column> find(Algebra.Relation relation, String name) {
    return Optional.ofNullable(relation.rowType().getField(name, true, false))
        .map(field -> new Column(relation.name(), field));
  }

  private RelDataTypeField field(String of, RelDataType type, String name, ExpressionPosition at) {
    if (!type.isStruct()) {
      throw new PlanFault(PlanErrors.noStruct(place.pointer(), at, of, SqlTypes.spell(type)));
    }
    RelDataTypeField field = type.getField(name, true, false);
    if (field == null) {
      throw new PlanFault(
          PlanErrors.unknownField(
              place.pointer(), at, name, SqlTypes.spell(type), type.getFieldNames()));
    }
    return field;
  }

  private static SqlNode dot(SqlNode struct, String field, SqlParserPos whole, SqlParserPos at) {
    return SqlStdOperatorTable.DOT.createCall(whole, struct, new SqlIdentifier(field, at));
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call.getKind() == SqlKind.DOT && call.operand(1) instanceof SqlIdentifier field) {
      // The field of what an expression gives: its type is known only to the validator.
      SqlNode struct = resolve(call.operand(0));
      return dot(
          struct,
          text.name(field.getSimple()),
          call.getParserPosition(),
          field.getParserPosition());
    }
    if (call.getOperator().equals(SqlLibraryOperators.INFIX_CAST)) {
      return resolve(
          SqlStdOperatorTable.CAST.createCall(call.getParserPosition(), call.getOperandList()));
    }
    if (call.getOperator().getName().equalsIgnoreCase(NestedFunctions.STRUCT)) {
      return struct(call);
    }
    return super.visit(call);
  }

  /** {@code struct(name => value, …)}. */
  private SqlNode struct(SqlCall call) {
    List<String> names = new ArrayList<>();
    List<SqlNode> values = new ArrayList<>();
    TreeSet<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (SqlNode operand : call.getOperandList()) {
      if (operand.getKind() != SqlKind.ARGUMENT_ASSIGNMENT) {
        throw new PlanFault(
            PlanErrors.illTyped(
                    place.pointer(),
                    place.at(operand.getParserPosition()),
                    "a field of a struct has a name")
                .withHint("Write struct(name => value, ...)"));
      }
      SqlIdentifier given = ((SqlCall) operand).operand(1);
      String name = text.name(given.getSimple());
      if (!taken.add(name)) {
        throw new PlanFault(
            PlanErrors.illTyped(
                place.pointer(),
                place.at(given.getParserPosition()),
                "the struct has the field '" + name + "' twice, without regard to case"));
      }
      names.add(name);
      values.add(resolve(((SqlCall) operand).operand(0)));
    }
    return NestedFunctions.struct(names).createCall(call.getParserPosition(), values);
  }

  @Override
  public @Nullable SqlNode visit(SqlDataTypeSpec spec) {
    SqlIdentifier name = spec.getTypeName();
    ExpressionText.TypeText type = name.isSimple() ? text.types().get(name.getSimple()) : null;
    if (type == null) {
      return spec;
    }
    ExpressionPosition at = place.between(type.start(), type.start() + type.text().length());
    RelDataType parsed =
        SqlTypes.parse(algebra.types(), type.text())
            .orElseThrow(
                () -> new PlanFault(PlanErrors.unknownType(place.pointer(), type.text()).in(at)));
    return new SqlDataTypeSpec(
        new GivenType(parsed, spec.getParserPosition()), spec.getParserPosition());
  }

  /** A literal TIMESTAMP is of our type timestamp: an instant, in UTC. */
  @Override
  public @Nullable SqlNode visit(SqlLiteral literal) {
    if (literal instanceof SqlUnknownLiteral unknown && unknown.tag.equals("TIMESTAMP")) {
      return SqlStdOperatorTable.CAST.createCall(
          literal.getParserPosition(),
          literal,
          spec(
              algebra.types().createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE),
              literal.getParserPosition()));
    }
    return literal;
  }

  /** Gives every placeholder its declared type. */
  @Override
  public @Nullable SqlNode visit(SqlDynamicParam parameter) {
    String name = text.parameters().get(parameter.getIndex());
    SqlParserPos at = parameter.getParserPosition();
    RelDataType type =
        parameters
            .type(name)
            .orElseThrow(
                () ->
                    parameters.isFaulty(name)
                        ? PlanFault.consequence()
                        : new PlanFault(
                            PlanErrors.unknownParameter(
                                place.pointer(), place.at(at), name, parameters.names())));
    return SqlStdOperatorTable.CAST.createCall(at, parameter, spec(type, at));
  }

  private static SqlDataTypeSpec spec(RelDataType type, SqlParserPos at) {
    return new SqlDataTypeSpec(new GivenType(type, at), at);
  }
}
