// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Refuses comparisons of things that differ in kind, such as a text with a number: the validator
 * lets them pass, and an execution engine would convert one of them at run time.
 */
final class ComparisonCheck extends SqlBasicVisitor<@Nullable Void> {

  private static final List<String> FIELDS =
      List.of(
          "YEAR",
          "QUARTER",
          "MONTH",
          "WEEK",
          "DAY",
          "DOY",
          "ISODOW",
          "ISOYEAR",
          "HOUR",
          "MINUTE",
          "SECOND",
          "MILLISECOND",
          "MICROSECOND");

  private static final Set<SqlTypeName> UNITS_OF_DATES =
      EnumSet.of(SqlTypeName.INTERVAL_YEAR, SqlTypeName.INTERVAL_MONTH, SqlTypeName.INTERVAL_DAY);

  private static final Set<SqlTypeName> UNITS =
      EnumSet.of(
          SqlTypeName.INTERVAL_YEAR,
          SqlTypeName.INTERVAL_MONTH,
          SqlTypeName.INTERVAL_DAY,
          SqlTypeName.INTERVAL_HOUR,
          SqlTypeName.INTERVAL_MINUTE,
          SqlTypeName.INTERVAL_SECOND);

  /** What compares besides the operators that SQL calls comparisons. */
  private static final Set<SqlKind> COMPARING =
      EnumSet.of(
          SqlKind.NOT_IN,
          SqlKind.BETWEEN,
          SqlKind.IS_DISTINCT_FROM,
          SqlKind.IS_NOT_DISTINCT_FROM,
          SqlKind.LEAST,
          SqlKind.GREATEST);

  private final SqlValidator validator;
  private final SqlValidatorScope scope;
  private final ExpressionPlace place;

  private ComparisonCheck(SqlValidator validator, SqlValidatorScope scope, ExpressionPlace place) {
    this.validator = validator;
    this.scope = scope;
    this.place = place;
  }

  /**
   * Checks the comparisons in the items of a validated query.
   *
   * @throws PlanFault at the first that is refused
   */
  static void check(SqlSelect valid, SqlValidator validator, ExpressionPlace place) {
    SqlValidatorScope scope = validator.getSelectScope(valid);
    valid
        .getSelectList()
        .accept(new ComparisonCheck(validator, Objects.requireNonNull(scope), place));
  }

  /** Whether values of the two types can be compared without converting one of them. */
  static boolean comparable(RelDataType left, RelDataType right) {
    return left.getSqlTypeName() == SqlTypeName.NULL
        || right.getSqlTypeName() == SqlTypeName.NULL
        || (SqlTypeUtil.isNumeric(left) && SqlTypeUtil.isNumeric(right))
        || (left.getSqlTypeName().getFamily() == right.getSqlTypeName().getFamily()
            && left.getSqlTypeName() != SqlTypeName.MAP
            && partsAreComparable(left, right));
  }

  private static boolean partsAreComparable(RelDataType left, RelDataType right) {
    if (left.getComponentType() != null && right.getComponentType() != null) {
      return comparable(left.getComponentType(), right.getComponentType());
    }
    if (!left.isStruct() || !right.isStruct()) {
      return true;
    }
    return left.getFieldNames().equals(right.getFieldNames())
        && IntStream.range(0, left.getFieldCount())
            .allMatch(
                i ->
                    comparable(
                        left.getFieldList().get(i).getType(),
                        right.getFieldList().get(i).getType()));
  }

  /** Whether a type is a map, or has one in it. */
  private static boolean holdsMap(RelDataType type) {
    RelDataType element = type.getComponentType();
    return type.getSqlTypeName() == SqlTypeName.MAP
        || (element != null && holdsMap(element))
        || (type.isStruct()
            && type.getFieldList().stream().anyMatch(field -> holdsMap(field.getType())));
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (isComparison(call)) {
      RelDataType first = type(call.operand(0));
      for (SqlNode other : call.getOperandList().subList(1, call.operandCount())) {
        for (SqlNode compared : other instanceof SqlNodeList list ? list : List.of(other)) {
          check(call, first, type(compared));
        }
      }
    }
    switch (call.getKind()) {
      case CAST, SAFE_CAST -> checkCast(call);
      case EXTRACT -> checkField(call);
      case PLUS, MINUS -> checkInterval(call);
      default -> {}
    }
    return super.visit(call);
  }

  /**
   * Conversions that the validator lets pass, but that mean different things to different engines.
   */
  private void checkCast(SqlCall call) {
    RelDataType from = type(call.operand(0));
    RelDataType to = type(call);
    boolean text = SqlTypeUtil.inCharFamily(from) || SqlTypeUtil.inCharFamily(to);
    if (SqlTypeUtil.inCharFamily(to) && SqlTypeUtil.isApproximateNumeric(from)) {
      throw refused(call, from, to, "CAST it to a decimal first, which has one spelling");
    }
    boolean truthAsNumber =
        SqlTypeUtil.inBooleanFamily(from) != SqlTypeUtil.inBooleanFamily(to)
            && !text
            && from.getSqlTypeName() != SqlTypeName.NULL;
    boolean bytes = SqlTypeUtil.isBinary(from) != SqlTypeUtil.isBinary(to);
    if (truthAsNumber || (bytes && from.getSqlTypeName() != SqlTypeName.NULL)) {
      throw refused(call, from, to, "Say with CASE or a function what it shall become");
    }
  }

  private PlanFault refused(SqlCall call, RelDataType from, RelDataType to, String hint) {
    return new PlanFault(
        PlanErrors.illTyped(
                place.pointer(),
                place.at(call.getParserPosition()),
                SqlTypes.withArticle(SqlTypes.spell(from))
                    + " is not converted to "
                    + SqlTypes.withArticle(SqlTypes.spell(to)))
            .withHint(hint));
  }

  private void checkField(SqlCall call) {
    String field = call.operand(0).toString().toUpperCase(Locale.ROOT);
    if (!FIELDS.contains(field)) {
      throw new PlanFault(
          PlanErrors.illTyped(
                  place.pointer(),
                  place.at(call.getParserPosition()),
                  "there is no field " + field.toLowerCase(Locale.ROOT) + " to extract")
              .withHint("The fields are " + String.join(", ", FIELDS).toLowerCase(Locale.ROOT)));
    }
  }

  /** Intervals have one unit, and a date knows no unit below a day. */
  private void checkInterval(SqlCall call) {
    boolean ofDate =
        call.getOperandList().stream()
            .anyMatch(operand -> type(operand).getSqlTypeName() == SqlTypeName.DATE);
    for (SqlNode operand : call.getOperandList()) {
      SqlTypeName type = type(operand).getSqlTypeName();
      SqlIntervalQualifier unit = type(operand).getIntervalQualifier();
      if (unit == null) {
        continue;
      }
      boolean several =
          unit.timeUnitRange.startUnit == TimeUnit.WEEK
              || unit.timeUnitRange.startUnit == TimeUnit.QUARTER;
      if (several || (ofDate ? !UNITS_OF_DATES.contains(type) : !UNITS.contains(type))) {
        throw new PlanFault(
            PlanErrors.illTyped(
                    place.pointer(),
                    place.at(operand.getParserPosition()),
                    !several && ofDate && UNITS.contains(type)
                        ? "a date and an interval below a day make no date"
                        : "an interval has one unit: year, month, day, hour, minute or second")
                .withHint(
                    "Add intervals of year, month, day; of hour, minute, second to a timestamp"));
      }
    }
  }

  private static boolean isComparison(SqlCall call) {
    return call.operandCount() > 1
        && (SqlKind.COMPARISON.contains(call.getKind()) || COMPARING.contains(call.getKind()));
  }

  private RelDataType type(SqlNode node) {
    return validator.deriveType(scope, node);
  }

  private void check(SqlCall call, RelDataType left, RelDataType right) {
    if (holdsMap(left) && holdsMap(right)) {
      throw new PlanFault(
          PlanErrors.mapsNotCompared(
              place.pointer(), place.at(call.getParserPosition()), SqlTypes.spell(left)));
    }
    if (!comparable(left, right)) {
      throw new PlanFault(
          PlanErrors.notCompared(
              place.pointer(),
              place.at(call.getParserPosition()),
              SqlTypes.spell(left),
              SqlTypes.spell(right)));
    }
  }
}
