// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTypesTest {

  private static Optional<RelDataType> parse(String text) {
    return SqlTypes.parse(PlanTypes.factory(), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "boolean",
        "tinyint",
        "smallint",
        "integer",
        "bigint",
        "real",
        "double",
        "decimal(38,38)",
        "decimal(1,0)",
        "varchar",
        "varbinary",
        "date",
        "timestamp",
        "timestamp_ntz",
        "list(bigint)",
        "list(list(struct(a bigint)))",
        "map(varchar, decimal(10,2))",
        "struct(bstart bigint, bend bigint)",
        "struct(\"a b\" bigint, \"it\"\"s\" list(varchar), \"ü\" map(date, double), _x1 integer)"
      })
  void whatIsSpelledIsRead(String text) {
    RelDataType type = parse(text).orElseThrow();
    assertThat(SqlTypes.spell(type)).isEqualTo(text);
    assertThat(PlanTypes.toDelta(type)).isPresent();
    assertThat(
            PlanTypes.toAlgebra(PlanTypes.factory(), PlanTypes.toDelta(type).orElseThrow(), true))
        .isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INT | integer",
        "String | varchar",
        "binary | varbinary",
        " Decimal ( 10 ) | decimal(10,0)",
        "LIST ( Int ) | list(integer)",
        "Struct(A int,\tB string) | struct(A integer, B varchar)"
      })
  void spellingIsFree(String text, String canonical) {
    assertThat(SqlTypes.spell(parse(text).orElseThrow())).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text",
        "decimal",
        "decimal(39,0)",
        "decimal(5,6)",
        "decimal(0,0)",
        "decimal(5,)",
        "decimal(5,2",
        "decimal(5,2))",
        "varchar(10)",
        "list",
        "list()",
        "list(text)",
        "map(bigint)",
        "struct()",
        "struct(a)",
        "struct(a bigint, A varchar)",
        "struct(a bigint,)",
        "struct(\"a bigint)",
        "bigint bigint",
        "bigint[]",
        "interval",
        "time",
        "null",
        "(bigint)"
      })
  void otherTextIsNoType(String text) {
    assertThat(parse(text)).isEmpty();
  }

  @Test
  void aTypeThatIsAbsurdlyDeepIsNone() {
    assertThat(parse("list(".repeat(100_000) + "bigint" + ")".repeat(100_000))).isEmpty();
  }
}
