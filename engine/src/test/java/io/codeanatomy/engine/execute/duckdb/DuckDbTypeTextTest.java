// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuckDbTypeTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "BIGINT # long # []",
        "TIMESTAMP WITH TIME ZONE # timestamp # []",
        "TIMESTAMP # timestamp_ntz # []",
        "TIMESTAMP_NS # timestamp_ntz # [TIMESTAMP_NS \u2192 timestamp_ntz]",
        "UBIGINT # decimal(20,0) # [UBIGINT \u2192 decimal(20,0)]",
        "UINTEGER # long # [UINTEGER \u2192 long]",
        "HUGEINT[] # array<decimal(38,0)> # [HUGEINT \u2192 decimal(38,0)]",
        "INTEGER[3][] # array<array<integer>> # []",
        "DECIMAL(2,1) # decimal(2,1) # []",
        "MAP(VARCHAR, DECIMAL(2,1)) # map<string,decimal(2,1)> # []",
        "STRUCT(\"a \"\"b\" INTEGER, c ENUM('x', 'it''s, ok')[]) # struct<a \"b:integer,c:array<string>> # [ENUM \u2192 string]",
        "STRUCT(a STRUCT(b TIME WITH TIME ZONE), d UUID) # struct<a:struct<b:string>,d:string> # [TIME WITH TIME ZONE \u2192 string, UUID \u2192 string]",
        "UNION(num INTEGER, str VARCHAR) # string # [UNION \u2192 string]",
        "\"NULL\" # string # [NULL \u2192 string]"
      })
  void everyTypeHasANearestOne(String text, String type, String changes) {
    DuckDbTypeText.Nearest nearest = DuckDbTypeText.nearest(text).orElseThrow();
    assertThat(nearest.type().toString()).isEqualTo(type);
    assertThat(nearest.changes().toString()).isEqualTo(changes);
  }

  @Test
  void aTypeThatNobodyKnowsHasNone() {
    assertThat(DuckDbTypeText.nearest("GEOMETRY")).isEmpty();
    assertThat(DuckDbTypeText.nearest("STRUCT(a GEOMETRY, b INTEGER)")).isEmpty();
  }
}
