// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.Diagnostic.ExpressionPosition;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of operators are told in the words of the language: its types, its signs, a cure. */
class OperatorFaultsTest {

  private static final Schema COLUMNS =
      Schema.of(
          Field.nullable("b", Primitive.BOOLEAN),
          Field.nullable("i", Primitive.INTEGER),
          Field.nullable("s", Primitive.STRING),
          Field.nullable("day", Primitive.DATE),
          Field.nullable("at", Primitive.TIMESTAMP),
          Field.nullable("ntz", Primitive.TIMESTAMP_NTZ),
          Field.nullable("order", Primitive.STRING),
          Field.nullable("xs", new DataType.Array(Primitive.LONG, true)),
          Field.nullable("m", new DataType.Map(Primitive.STRING, Primitive.LONG, true)),
          Field.nullable(
              "st", new DataType.Struct(List.of(Field.nullable("x", Primitive.STRING)))));

  private final Algebra algebra = new Algebra();
  private final RelDataType rowType = PlanTypes.toAlgebra(algebra.types(), COLUMNS);
  private final ExpressionCompiler expressions = new ExpressionCompiler(algebra, new Parameters());

  private Diagnostic fault(String expression) {
    PlanFault fault =
        catchThrowableOfType(
            PlanFault.class,
            () ->
                expressions.expression(
                    expression, ExpressionCompiler.Scope.of(rowType), "/somewhere"));
    assertThat(fault).as(expression).isNotNull();
    return fault.diagnostics().get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          s + i                           | 1-5  | '+' does not take varchar and integer | It takes two numbers, or a date or timestamp and an interval
          b and order + 1 > 2             | 7-15 | '+' does not take varchar and integer | It takes two numbers
          day + 1                         | 1-7  | '+' does not take date and integer | a date or timestamp and an interval
          at - at                         | 1-7  | '-' does not take timestamp and timestamp | days_between(a, b)
          ntz * 2                         | 1-7  | '*' does not take timestamp_ntz and integer | It takes two numbers
          i % s                           | 1-5  | '%' does not take integer and varchar | It takes two integers or decimals
          -s                              | 1-2  | '-' does not take varchar | It takes a number
          not i                           | 1-5  | 'not' does not take integer | It takes a boolean
          i is not true                   | 1-13 | 'is not true' does not take integer | It takes a boolean
          b and s                         | 1-7  | 'and' does not take boolean and varchar | It takes two boolean
          `s || i`                        | 1-6  | `'||' does not take varchar and integer` | It takes two varchar
          i like 'a'                      | 1-10 | 'like' does not take integer and varchar | It takes varchar only
          xs[s]                           | 1-5  | '[]' does not take list(bigint) and varchar | It takes a list and the position of an element
          xs = i                          | 1-6  | '=' does not take list(bigint) and integer | CAST one of them
          case b when 1 then 2 end        | 1-24 | '=' does not take boolean and integer | CAST one of them
          i = s                           | 1-5  | an integer is compared with a varchar | CAST one of them
          i is distinct from s            | 1-20 | an integer is compared with a varchar | CAST one of them
          case when b then 1 else 'a' end | 1-31 | the values of CASE or coalesce are of different types: integer and varchar | CAST them to one type
          coalesce(i, null, s)            | 1-20 | the values of CASE or coalesce are of different types: integer and varchar | CAST them to one type
          case when i then 1 end          | 1-22 | WHEN takes a boolean, not integer | Compare it with something
          cast(i as date)                 | 1-15 | an integer is not converted to a date | Say with CASE or a function
          try_cast(xs as varchar)         | 1-23 | a list(bigint) is not converted to a varchar | Say with CASE or a function
          array[]                         | 1-7  | an empty list has no type | CAST(NULL AS list(bigint))
          array[1, 'a']                   | 1-13 | the elements of a list are of different types: integer and varchar | CAST them to one type
          map[]                           | 1-5  | an empty map has no type | CAST(NULL AS map(varchar, bigint))
          map['a']                        | 1-8  | a key of the map has no value | Keys and values take turns
          map['a', 1, 2, 3]               | 1-17 | the keys of a map are of different types: varchar and integer | CAST them to one type
          map['a', 1, 'b', 'c']           | 1-21 | the values of a map are of different types: integer and varchar | CAST them to one type
          i + null                        | 5-8  | this NULL has no type | CAST(NULL AS varchar)
          date '31.1.2026'                | 1-16 | '31.1.2026' is no date | A date is written DATE '2026-01-31'
          """)
  void operatorsNameTheirOperandsAndWhatTheyTake(
      String expression, String columns, String problem, String hint) {
    Diagnostic fault = fault(expression);
    assertThat(fault.code()).isEqualTo("CA-PLAN-002");
    assertThat(fault.message()).isEqualTo("The expression does not type-check: " + problem);
    assertThat(fault.hint().orElse("")).contains(hint);
    assertThat(place(fault)).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1 + length(i)     | 5-13 | length does not take integer | It is called as length(text varchar) → integer
          greatest(i, s)    | 1-14 | greatest does not take integer and varchar | It is called as greatest(a T, b T, …) → T
          extract(day from s) | 1-19 | extract does not take varchar | It is called as extract(field from value) → bigint
          """)
  void functionsOfStandardSqlSpeakAsOurs(
      String expression, String columns, String problem, String hint) {
    Diagnostic fault = fault(expression);
    assertThat(fault.code()).isEqualTo("CA-PLAN-028");
    assertThat(fault.message()).isEqualTo("The function cannot be called so: " + problem);
    assertThat(fault.hint()).contains(hint);
    assertThat(place(fault)).isEqualTo(columns);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m = m",
        "m <> m",
        "m < m",
        "m in (m)",
        "m between m and m",
        "m is distinct from m",
        "array[m] = array[m]",
        "nullif(m, m) is null",
        "greatest(m, m) is null"
      })
  void mapsAreNotCompared(String expression) {
    Diagnostic fault = fault(expression);
    assertThat(fault.code()).isEqualTo("CA-PLAN-002");
    assertThat(fault.message())
        .startsWith("The expression does not type-check: maps are not compared")
        .contains("map(varchar, bigint)");
    assertThat(fault.hint().orElse("")).contains("map_size");
  }

  @Test
  void structsAreComparedIfTheirFieldsCanBe() {
    assertThat(fault("struct(a => 1) = struct(a => 's')").message())
        .endsWith("a struct(a integer) is compared with a struct(a varchar)");
    assertThat(fault("st = struct(y => 's')").message())
        .endsWith("a struct(x varchar) is compared with a struct(y varchar)");
    assertThat(
            expressions.expression(
                "st = struct(x => 's') and xs = array[i]",
                ExpressionCompiler.Scope.of(rowType),
                ""))
        .isNotNull();
  }

  private static String place(Diagnostic fault) {
    ExpressionPosition place = fault.inExpression().orElseThrow();
    return place.column() + "-" + place.endColumn();
  }
}
