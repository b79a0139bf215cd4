// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLayoutTest {

  @Test
  void everyFieldAndItemHasALine() {
    assertThat(JsonLayout.indented("{\"a\":[1,{\"b\":\"x\"}],\"c\":{},\"d\":[],\"e\":null}"))
        .isEqualTo(
            """
            {
              "a": [
                1,
                {
                  "b": "x"
                }
              ],
              "c": {},
              "d": [],
              "e": null
            }
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"a { b , c : d } [ e ]\"",
        "{\"a\\\"b\":\"\\\\\"}",
        "[\"\\\\\\\"\",\" \"]",
        "-1.5e3",
        "[[],[[]],{}]"
      })
  void textsStayAsTheyAre(String json) {
    assertThat(JsonLayout.compact(JsonLayout.indented(json))).isEqualTo(json);
    assertThat(JsonLayout.indented(JsonLayout.indented(json))).isEqualTo(JsonLayout.indented(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[\"", "\"\\", "}}", ","})
  void whatIsNoJsonDoesNotFail(String text) {
    assertThat(JsonLayout.compact(text)).isEqualTo(text);
    assertThat(JsonLayout.indented(text)).endsWith("\n");
  }

  @Test
  void anIndentedSpecIsTheSameSpec() {
    String canonical = CanonicalJson.of(Documents.graph().spec());
    String indented = JsonLayout.indented(canonical);
    assertThat(JsonLayout.compact(indented)).isEqualTo(canonical);
    assertThat(CanonicalJson.of(SpecDocument.parse(indented, Optional.empty()).spec()))
        .isEqualTo(canonical);
  }
}
