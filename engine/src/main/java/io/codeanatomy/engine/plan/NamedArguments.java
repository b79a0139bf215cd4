// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.engine.function.FunctionDeclaration;
import io.codeanatomy.engine.function.FunctionLibrary;
import io.codeanatomy.engine.function.FunctionParameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Puts named arguments into their places, and the defaults of those before them that a call leaves
 * out.
 *
 * <pre>
 *   f(a, last => x)   →   f(a, &lt;default of the second&gt;, x)
 * </pre>
 */
final class NamedArguments extends SqlShuttle {

  private final ExpressionPlace place;

  private NamedArguments(ExpressionPlace place) {
    this.place = place;
  }

  /**
   * The expression with positions for names.
   *
   * @throws PlanFault if a name is none of the function's, or an argument is given twice or not at
   *     all
   */
  static SqlNode positioned(SqlNode expression, ExpressionPlace place) {
    return Objects.requireNonNull(expression.accept(new NamedArguments(place)));
  }

  @Override
  public SqlNode visit(SqlCall call) {
    SqlCall inner = (SqlCall) Objects.requireNonNull(super.visit(call));
    if (inner.getOperandList().stream().noneMatch(NamedArguments::isNamed)) {
      return inner;
    }
    // Others, such as the constructor of structs, have a use of their own for names.
    return FunctionLibrary.instance()
        .declaration(inner.getOperator().getName())
        .filter(FunctionDeclaration::isOurs)
        .<SqlNode>map(
            declaration ->
                inner
                    .getOperator()
                    .createCall(
                        inner.getFunctionQuantifier(),
                        inner.getParserPosition(),
                        ordered(inner, declaration)))
        .orElse(inner);
  }

  private static boolean isNamed(SqlNode argument) {
    // A left out operand of special syntax is null, whatever the annotations say.
    return argument != null && argument.getKind() == SqlKind.ARGUMENT_ASSIGNMENT;
  }

  private List<SqlNode> ordered(SqlCall call, FunctionDeclaration declaration) {
    Map<String, SqlNode> given = new LinkedHashMap<>();
    List<FunctionParameter> parameters = declaration.signatures().get(0).parameters();
    for (SqlNode argument : call.getOperandList()) {
      String name = name(argument, given.size(), call, declaration);
      SqlNode value = isNamed(argument) ? ((SqlCall) argument).operand(0) : argument;
      if (given.put(name, value) != null) {
        throw wrong(argument, "the argument '" + name + "' is given twice", declaration);
      }
    }
    List<SqlNode> ordered = new ArrayList<>();
    for (FunctionParameter parameter : parameters) {
      if (given.isEmpty()) {
        break;
      }
      SqlNode value = given.remove(parameter.name());
      if (value == null && parameter.defaultValue().isEmpty()) {
        throw wrong(call, "the argument '" + parameter.name() + "' is not given", declaration);
      }
      ordered.add(value == null ? literal(parameter.defaultValue().orElseThrow()) : value);
    }
    return ordered;
  }

  /** The name of an argument: its own, or that of the parameter at its place. */
  private String name(
      SqlNode argument, int position, SqlCall call, FunctionDeclaration declaration) {
    List<FunctionParameter> parameters = declaration.signatures().get(0).parameters();
    if (!isNamed(argument)) {
      if (position >= parameters.size()) {
        throw wrong(argument, "there are too many arguments", declaration);
      }
      if (call.getOperandList().subList(0, position).stream().anyMatch(NamedArguments::isNamed)) {
        throw wrong(argument, "an argument without a name stands behind a named one", declaration);
      }
      return parameters.get(position).name();
    }
    SqlIdentifier name = ((SqlCall) argument).operand(1);
    return parameters.stream()
        .map(FunctionParameter::name)
        .filter(name.getSimple()::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(
            () -> wrong(argument, "it has no argument '" + name.getSimple() + "'", declaration));
  }

  private PlanFault wrong(SqlNode at, String problem, FunctionDeclaration declaration) {
    return new PlanFault(
        PlanErrors.wrongArguments(
            place.pointer(),
            place.at(at.getParserPosition()),
            problem,
            declaration.signatures().get(0).text()));
  }

  private static SqlNode literal(String text) {
    return switch (text) {
      case "true" -> SqlLiteral.createBoolean(true, SqlParserPos.ZERO);
      case "false" -> SqlLiteral.createBoolean(false, SqlParserPos.ZERO);
      default ->
          text.startsWith("'")
              ? SqlLiteral.createCharString(text.substring(1, text.length() - 1), SqlParserPos.ZERO)
              : SqlLiteral.createExactNumeric(text, SqlParserPos.ZERO);
    };
  }
}
