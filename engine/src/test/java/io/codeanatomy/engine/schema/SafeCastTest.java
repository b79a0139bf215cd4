// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.schema;

import static io.codeanatomy.engine.schema.SafeCast.Need.DECISION;
import static io.codeanatomy.engine.schema.SafeCast.Need.NOTHING;
import static io.codeanatomy.engine.schema.SafeCast.Need.SAFE_CAST;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SafeCastTest {

  private static final DataType INTEGER_LIST = new DataType.Array(Primitive.INTEGER, false);

  /**
   * The extremes of a type of numbers and what lies next to them must all be values of the other.
   */
  @Test
  void aCastBetweenNumbersIsSafeIfTheExtremesFit() {
    List<DataType> numbers = new ArrayList<>();
    numbers.addAll(
        List.of(
            Primitive.BYTE,
            Primitive.SHORT,
            Primitive.INTEGER,
            Primitive.LONG,
            Primitive.FLOAT,
            Primitive.DOUBLE));
    for (int precision = 1; precision <= 38; precision += 1) {
      for (int scale = 0; scale <= precision; scale += 3) {
        numbers.add(new DataType.Decimal(precision, scale));
      }
    }
    for (DataType from : numbers) {
      for (DataType to : numbers) {
        boolean fits = extremes(from).stream().allMatch(value -> holds(to, value));
        // A decimal only ever becomes a decimal, however small: 0.1 has no double.
        if (!(from instanceof DataType.Decimal && to instanceof Primitive)) {
          assertThat(SafeCast.between(from, to) != DECISION)
              .as("%s to %s", from, to)
              .isEqualTo(fits);
        }
      }
    }
  }

  private static List<BigDecimal> extremes(DataType type) {
    if (type instanceof DataType.Decimal decimal) {
      BigDecimal most =
          BigDecimal.TEN
              .pow(decimal.precision())
              .subtract(BigDecimal.ONE)
              .scaleByPowerOfTen(-decimal.scale());
      return List.of(most, most.negate());
    }
    return switch ((Primitive) type) {
      case BYTE -> List.of(BigDecimal.valueOf(-128), BigDecimal.valueOf(127));
      case SHORT -> List.of(BigDecimal.valueOf(-32768), BigDecimal.valueOf(32767));
      case INTEGER ->
          List.of(
              BigDecimal.valueOf(Integer.MIN_VALUE),
              BigDecimal.valueOf(Integer.MAX_VALUE),
              BigDecimal.valueOf((1 << 24) + 1));
      case LONG ->
          List.of(
              BigDecimal.valueOf(Long.MIN_VALUE),
              BigDecimal.valueOf(Long.MAX_VALUE),
              BigDecimal.valueOf((1L << 53) + 1));
      case FLOAT -> List.of(new BigDecimal(Float.MAX_VALUE), new BigDecimal(Float.MIN_VALUE));
      default -> List.of(new BigDecimal(Double.MAX_VALUE), new BigDecimal(Double.MIN_VALUE));
    };
  }

  private static boolean holds(DataType type, BigDecimal value) {
    if (type instanceof DataType.Decimal decimal) {
      BigDecimal shifted = value.scaleByPowerOfTen(decimal.scale());
      return isWhole(shifted)
          && shifted.abs().compareTo(BigDecimal.TEN.pow(decimal.precision())) < 0;
    }
    return switch ((Primitive) type) {
      case FLOAT ->
          !Float.isInfinite(value.floatValue())
              && new BigDecimal(value.floatValue()).compareTo(value) == 0;
      case DOUBLE ->
          !Double.isInfinite(value.doubleValue())
              && new BigDecimal(value.doubleValue()).compareTo(value) == 0;
      default ->
          isWhole(value)
              && value.compareTo(extremes(type).get(0)) >= 0
              && value.compareTo(extremes(type).get(1)) <= 0
              && !(value.precision() > 38);
    };
  }

  private static boolean isWhole(BigDecimal value) {
    return value.stripTrailingZeros().scale() <= 0;
  }

  @Test
  void typesOfOtherKindsAreNeverCastUnasked() {
    for (Primitive from : Primitive.values()) {
      assertThat(SafeCast.between(from, from)).isEqualTo(NOTHING);
      for (Primitive to : List.of(Primitive.STRING, Primitive.BINARY, Primitive.BOOLEAN)) {
        if (from != to) {
          assertThat(SafeCast.between(from, to)).as("%s to %s", from, to).isEqualTo(DECISION);
          assertThat(SafeCast.between(to, from)).as("%s to %s", to, from).isEqualTo(DECISION);
        }
      }
    }
    assertThat(SafeCast.between(Primitive.DATE, Primitive.TIMESTAMP_NTZ)).isEqualTo(SAFE_CAST);
    assertThat(SafeCast.between(Primitive.DATE, Primitive.TIMESTAMP)).isEqualTo(DECISION);
    assertThat(SafeCast.between(Primitive.TIMESTAMP_NTZ, Primitive.TIMESTAMP)).isEqualTo(DECISION);
  }

  @Test
  void nestedTypesAreHeldToTheSameRules() {
    assertThat(SafeCast.between(INTEGER_LIST, new DataType.Array(Primitive.LONG, true)))
        .isEqualTo(SAFE_CAST);
    assertThat(SafeCast.between(new DataType.Array(Primitive.LONG, false), INTEGER_LIST))
        .isEqualTo(DECISION);
    assertThat(
            SafeCast.between(
                new DataType.Map(Primitive.BYTE, INTEGER_LIST, false),
                new DataType.Map(Primitive.SHORT, INTEGER_LIST, true)))
        .isEqualTo(SAFE_CAST);
    assertThat(
            SafeCast.between(
                struct(Field.required("a", Primitive.BYTE), Field.nullable("b", Primitive.STRING)),
                struct(Field.nullable("a", Primitive.LONG), Field.nullable("b", Primitive.STRING))))
        .isEqualTo(SAFE_CAST);
  }

  @Test
  void whatMayBeNullNeverBecomesWhatMayNot() {
    assertThat(SafeCast.between(INTEGER_LIST, new DataType.Array(Primitive.INTEGER, true)))
        .isEqualTo(NOTHING);
    assertThat(SafeCast.between(new DataType.Array(Primitive.INTEGER, true), INTEGER_LIST))
        .isEqualTo(DECISION);
    assertThat(
            SafeCast.between(
                new DataType.Map(Primitive.BYTE, Primitive.BYTE, true),
                new DataType.Map(Primitive.BYTE, Primitive.BYTE, false)))
        .isEqualTo(DECISION);
    assertThat(
            SafeCast.between(
                struct(Field.nullable("a", Primitive.BYTE)),
                struct(Field.required("a", Primitive.BYTE))))
        .isEqualTo(DECISION);
  }

  @Test
  void structsWithOtherFieldsAreOtherTypes() {
    DataType ab = struct(Field.nullable("a", Primitive.BYTE), Field.nullable("b", Primitive.BYTE));
    DataType ba = struct(Field.nullable("b", Primitive.BYTE), Field.nullable("a", Primitive.BYTE));
    DataType a = struct(Field.nullable("a", Primitive.BYTE));
    assertThat(SafeCast.between(ab, ba)).isEqualTo(DECISION);
    assertThat(SafeCast.between(ab, a)).isEqualTo(DECISION);
    assertThat(SafeCast.between(a, ab)).isEqualTo(DECISION);
    assertThat(SafeCast.between(a, Primitive.BYTE)).isEqualTo(DECISION);
  }

  private static DataType struct(Field... fields) {
    return new DataType.Struct(List.of(fields));
  }
}
