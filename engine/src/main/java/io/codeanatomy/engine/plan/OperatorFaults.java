// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.engine.function.FunctionDeclaration;
import io.codeanatomy.engine.function.FunctionLibrary;
import io.codeanatomy.engine.function.FunctionSignature;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.Diagnostic.ExpressionPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Says in our words what the validator finds wrong with an operator: its own speak of types that
 * nobody wrote. What the operands are is asked of the validator again, for the call at the place
 * that it names.
 */
final class OperatorFaults {

  private static final Pattern NOT_APPLICABLE =
      Pattern.compile(
          "Cannot (?:apply '([^']+)' to|infer return type for (\\w+);).*", Pattern.DOTALL);
  private static final Pattern NO_OPERATOR =
      Pattern.compile("No match found for function signature ([^(]+)");
  private static final Pattern BAD_LITERAL =
      Pattern.compile("Illegal (\\w+) literal '(.*)': not in format .*", Pattern.DOTALL);

  private static final String VALUES = "the values of CASE or coalesce";

  private final SqlSelect select;
  private final SqlValidator validator;
  private final ExpressionPlace place;

  OperatorFaults(SqlSelect select, SqlValidator validator, ExpressionPlace place) {
    this.select = select;
    this.validator = validator;
    this.place = place;
  }

  /**
   * The fault in our words; empty if it is of another kind.
   *
   * @param problem what the validator says of it
   */
  Optional<Diagnostic> translate(
      CalciteContextException fault, ExpressionPosition at, String problem) {
    SqlValidatorScope scope = validator.getSelectScope(select);
    if (scope == null) {
      return Optional.empty();
    }
    Matcher inapplicable = NOT_APPLICABLE.matcher(problem);
    if (inapplicable.matches()) {
      String name = inapplicable.group(1) == null ? inapplicable.group(2) : inapplicable.group(1);
      return calls(fault).stream()
          .filter(call -> call.getOperator().getName().equals(name))
          .findFirst()
          .map(call -> inapplicable(call, scope, at));
    }
    Matcher literal = BAD_LITERAL.matcher(problem);
    if (literal.matches()) {
      return Optional.of(
          PlanErrors.badLiteral(
              place.pointer(), at, literal.group(1).toLowerCase(Locale.ROOT), literal.group(2)));
    }
    Matcher operator = NO_OPERATOR.matcher(problem);
    if (operator.matches()) {
      return Optional.of(
          ill(at, "there is no operator '" + operator.group(1).toLowerCase(Locale.ROOT) + "'"));
    }
    if (problem.equals("Illegal use of 'NULL'")) {
      return Optional.of(untyped(at));
    }
    return calls(fault).stream()
        .flatMap(call -> construct(call, scope, at, problem).stream())
        .findFirst();
  }

  private Diagnostic inapplicable(SqlCall call, SqlValidatorScope scope, ExpressionPosition at) {
    if (call.getKind() == SqlKind.COALESCE) {
      return mixed(at, VALUES, types(scope, call.getOperandList()));
    }
    String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
    List<RelDataType> types =
        call.getOperandList().stream()
            .filter(OperatorFaults::isValue)
            .map(o -> type(scope, o))
            .toList();
    String given = types.stream().map(SqlTypes::spell).collect(Collectors.joining(" and "));
    Optional<FunctionDeclaration> declared = FunctionLibrary.instance().declaration(name);
    boolean called = call.getOperator() instanceof SqlFunction && call.getKind() != SqlKind.ITEM;
    if (called && declared.isPresent()) {
      return PlanErrors.wrongArguments(
          place.pointer(),
          at,
          name + " does not take " + given,
          declared.get().signatures().stream()
              .map(FunctionSignature::text)
              .collect(Collectors.joining(" or ")));
    }
    String sign = call.getKind() == SqlKind.ITEM ? "[]" : name;
    return ill(at, "'" + sign + "' does not take " + given).withHint("It takes " + taken(call));
  }

  /** What an operator takes. */
  private static String taken(SqlCall call) {
    return switch (call.getKind()) {
      case PLUS -> "two numbers, or a date or timestamp and an interval";
      case MINUS ->
          "two numbers, or a date or timestamp and an interval; the days from one date to another"
              + " are days_between(a, b)";
      case PLUS_PREFIX, MINUS_PREFIX -> "a number";
      case TIMES, DIVIDE -> "two numbers";
      case MOD -> "two integers or decimals";
      case AND, OR -> "two boolean";
      case NOT, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE -> "a boolean";
      case LIKE -> "varchar only: CAST what is not";
      case ITEM -> "a list and the position of an element, or a map and a key of its type";
      default ->
          call.getOperator().getName().equals("||")
              ? "two varchar: CAST what is not"
              : "operands of one kind: CAST one of them";
    };
  }

  /** CASE, CAST, and the constructors of lists and maps. */
  private Optional<Diagnostic> construct(
      SqlCall call, SqlValidatorScope scope, ExpressionPosition at, String problem) {
    return switch (call.getKind()) {
      case CASE -> Optional.of(choice((SqlCase) call, scope, at));
      case CAST, SAFE_CAST -> {
        String from = SqlTypes.spell(type(scope, call.operand(0)));
        String to = SqlTypes.spell(type(scope, call.operand(1)));
        yield problem.startsWith("Cast function cannot convert")
            ? Optional.of(PlanErrors.notConverted(place.pointer(), at, from, to))
            : Optional.empty();
      }
      case ARRAY_VALUE_CONSTRUCTOR ->
          Optional.of(
              call.operandCount() == 0
                  ? ill(at, "an empty list has no type")
                      .withHint(
                          "Write its elements, as in array[1, 2]; where there is no list, write"
                              + " CAST(NULL AS list(bigint))")
                  : mixed(at, "the elements of a list", types(scope, call.getOperandList())));
      case MAP_VALUE_CONSTRUCTOR -> Optional.of(map(call, scope, at));
      default -> Optional.empty();
    };
  }

  private Diagnostic choice(SqlCase choice, SqlValidatorScope scope, ExpressionPosition at) {
    for (SqlNode condition : choice.getWhenOperands()) {
      RelDataType type = type(scope, condition);
      if (!SqlTypeUtil.inBooleanFamily(type)) {
        return ill(at, "WHEN takes a boolean, not " + SqlTypes.spell(type))
            .withHint("Compare it with something, as in x = 1 or x IS NOT NULL");
      }
    }
    List<SqlNode> values = new ArrayList<>(choice.getThenOperands().getList());
    if (choice.getElseOperand() != null) {
      values.add(choice.getElseOperand());
    }
    return mixed(at, VALUES, types(scope, values));
  }

  private Diagnostic map(SqlCall call, SqlValidatorScope scope, ExpressionPosition at) {
    List<SqlNode> operands = call.getOperandList();
    if (operands.isEmpty()) {
      return ill(at, "an empty map has no type")
          .withHint(
              "Write its entries, as in map['a', 1]; where there is no map, write CAST(NULL AS"
                  + " map(varchar, bigint))");
    }
    if (operands.size() % 2 == 1) {
      return ill(at, "a key of the map has no value")
          .withHint("Keys and values take turns, as in map['a', 1, 'b', 2]");
    }
    List<String> keys = types(scope, every(operands, 0));
    return keys.size() > 1
        ? mixed(at, "the keys of a map", keys)
        : mixed(at, "the values of a map", types(scope, every(operands, 1)));
  }

  private static List<SqlNode> every(List<SqlNode> operands, int first) {
    return IntStream.range(0, operands.size() / 2)
        .mapToObj(i -> operands.get(2 * i + first))
        .toList();
  }

  private Diagnostic untyped(ExpressionPosition at) {
    return ill(at, "this NULL has no type").withHint("Give it one, as in CAST(NULL AS varchar)");
  }

  private Diagnostic mixed(ExpressionPosition at, String what, List<String> types) {
    if (types.isEmpty()) {
      return untyped(at);
    }
    return ill(at, what + " are of different types: " + String.join(" and ", types))
        .withHint("CAST them to one type");
  }

  private Diagnostic ill(ExpressionPosition at, String problem) {
    return PlanErrors.illTyped(place.pointer(), at, problem);
  }

  /** The different types of operands, spelled; a NULL is of any. */
  private List<String> types(SqlValidatorScope scope, List<SqlNode> operands) {
    return operands.stream()
        .map(operand -> type(scope, operand))
        .filter(type -> type.getSqlTypeName() != SqlTypeName.NULL)
        .map(SqlTypes::spell)
        .distinct()
        .toList();
  }

  private RelDataType type(SqlValidatorScope scope, SqlNode operand) {
    return validator.deriveType(scope, operand);
  }

  /** Whether an operand is no word of the syntax, such as the BOTH of TRIM. */
  private static boolean isValue(SqlNode operand) {
    return !(operand instanceof SqlIntervalQualifier)
        && !(operand instanceof SqlLiteral literal && literal.getTypeName() == SqlTypeName.SYMBOL);
  }

  /** The calls at the place of a fault, outer ones first. */
  private List<SqlCall> calls(CalciteContextException fault) {
    SqlParserPos wanted =
        new SqlParserPos(
            fault.getPosLine(),
            fault.getPosColumn(),
            fault.getEndPosLine(),
            fault.getEndPosColumn());
    List<SqlCall> calls = new ArrayList<>();
    select
        .getSelectList()
        .accept(
            new SqlBasicVisitor<@Nullable Void>() {
              @Override
              public @Nullable Void visit(SqlCall call) {
                if (call.getParserPosition().equals(wanted)) {
                  calls.add(call);
                }
                return super.visit(call);
              }
            });
    return calls;
  }
}
