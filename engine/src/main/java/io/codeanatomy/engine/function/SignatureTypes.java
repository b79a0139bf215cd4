// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * What a signature says, as the planner asks it: which arguments a function takes, and the type of
 * its result.
 */
record SignatureTypes(FunctionSignature signature, Nullability nullability)
    implements SqlOperandTypeChecker, SqlReturnTypeInference {

  private static final List<String> VARIABLES = List.of("T", "K", "V");

  /** When a result may be NULL. */
  enum Nullability {
    /** If an argument may be. */
    AS_ARGUMENTS,
    ALWAYS,
    NEVER,
    /** If the first argument may be. */
    AS_FIRST
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
    for (int i = 0; i < binding.getOperandCount(); i++) {
      Optional<ArgumentMismatch> mismatch = mismatch(binding, i);
      if (mismatch.isPresent()) {
        if (throwOnFailure) {
          throw at(binding.operand(i).getParserPosition(), mismatch.get());
        }
        return false;
      }
    }
    return true;
  }

  /** What is wrong with an argument. */
  private Optional<ArgumentMismatch> mismatch(SqlCallBinding binding, int argument) {
    FunctionParameter parameter = signature.parameter(argument);
    ParameterType type = new ParameterType(parameter.type());
    RelDataType given = binding.getOperandType(argument);
    if (!type.takes(given)) {
      return mismatch(parameter, "it is a <type>, not " + type.inWords(), given);
    }
    if (type.isLiteral() && !binding.isOperandLiteral(argument, false)) {
      return mismatch(parameter, "it must be a literal");
    }
    if (!type.choices().isEmpty()
        && binding.isOperandLiteral(argument, false)
        && type.choice(String.valueOf(binding.getOperandLiteralValue(argument, String.class)))
            .isEmpty()) {
      return mismatch(parameter, "it must be " + type.text().replace("|", " or "));
    }
    for (String variable : VARIABLES) {
      Optional<RelDataType> own = type.binding(variable, given);
      RelDataType before = bound(binding, variable, argument);
      if (own.isPresent() && before != null && bound(binding, variable, argument + 1) == null) {
        return mismatch(
            parameter,
            "its <type> and the <type> before it are not of one kind",
            own.get(),
            before);
      }
    }
    return Optional.empty();
  }

  private Optional<ArgumentMismatch> mismatch(
      FunctionParameter parameter, String problem, RelDataType... types) {
    String name = FunctionSignature.name(signature.text());
    return Optional.of(
        new ArgumentMismatch(
            "the argument '" + parameter.name() + "' of " + name + " does not fit: " + problem,
            List.of(types),
            signature.text()));
  }

  private static CalciteContextException at(SqlParserPos at, ArgumentMismatch mismatch) {
    return new CalciteContextException(
        String.valueOf(mismatch.getMessage()),
        mismatch,
        at.getLineNum(),
        at.getColumnNum(),
        at.getEndLineNum(),
        at.getEndColumnNum());
  }

  /**
   * The common type of all arguments before {@code end} that a variable stands for; null if none.
   */
  private @Nullable RelDataType bound(SqlOperatorBinding binding, String variable, int end) {
    List<RelDataType> types = new ArrayList<>();
    for (int i = 0; i < end; i++) {
      new ParameterType(signature.parameter(i).type())
          .binding(variable, binding.getOperandType(i))
          .ifPresent(types::add);
    }
    return types.isEmpty() ? null : binding.getTypeFactory().leastRestrictive(types);
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataType result = result(new ParameterType(signature.result()), binding);
    boolean nullable =
        switch (nullability) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AS_FIRST -> binding.getOperandType(0).isNullable();
          case AS_ARGUMENTS ->
              binding.collectOperandTypes().stream().anyMatch(RelDataType::isNullable);
        };
    return types.createTypeWithNullability(result, nullable);
  }

  private RelDataType result(ParameterType type, SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    if (type.isVariable()) {
      return Objects.requireNonNull(bound(binding, type.text(), binding.getOperandCount()));
    }
    if (type.isList()) {
      return types.createArrayType(result(type.element(), binding), -1);
    }
    if (type.isMap()) {
      RelDataType key = result(type.key(), binding);
      return types.createMapType(
          types.createTypeWithNullability(key, false), result(type.value(), binding));
    }
    return switch (type.text()) {
      case "varchar" -> types.createSqlType(SqlTypeName.VARCHAR);
      case "boolean" -> types.createSqlType(SqlTypeName.BOOLEAN);
      case "integer" -> types.createSqlType(SqlTypeName.INTEGER);
      case "bigint" -> types.createSqlType(SqlTypeName.BIGINT);
      case "double" -> types.createSqlType(SqlTypeName.DOUBLE);
      case "date" -> types.createSqlType(SqlTypeName.DATE);
      case "timestamp" -> types.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 6);
      case "span" -> SpanFunctions.spanType(types);
      case "number", "moment" -> argument(type.text(), binding);
      default -> throw new IllegalStateException("no such result: " + type.text());
    };
  }

  /** The type of the argument for the parameter of that type. */
  private RelDataType argument(String parameterType, SqlOperatorBinding binding) {
    int place = 0;
    while (!signature.parameter(place).type().equals(parameterType)) {
      place++;
    }
    return binding.getOperandType(place);
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return signature.most() < 0
        ? SqlOperandCountRanges.from(signature.fewest())
        : SqlOperandCountRanges.between(signature.fewest(), signature.most());
  }

  @Override
  public String getAllowedSignatures(SqlOperator op, String opName) {
    return signature.text();
  }
}
