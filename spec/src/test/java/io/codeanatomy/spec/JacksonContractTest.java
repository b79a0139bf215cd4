// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * What the reader relies on in jackson-core and SnakeYAML; an upgrade that breaks it fails here.
 */
class JacksonContractTest {

  @Test
  void jsonTokensKnowTheirOffsetInUtf16Units() throws IOException {
    try (JsonParser parser = new JsonFactory().createParser("{\"😀\": [1.50, \"\\u0041\"]}")) {
      List<String> tokens = new ArrayList<>();
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        tokens.add(
            token + "@" + parser.currentTokenLocation().getCharOffset() + " " + parser.getText());
      }
      assertThat(tokens)
          .containsExactly(
              "START_OBJECT@0 {",
              "FIELD_NAME@1 😀",
              "START_ARRAY@7 [",
              "VALUE_NUMBER_FLOAT@8 1.50",
              "VALUE_STRING@14 A",
              "END_ARRAY@22 ]",
              "END_OBJECT@23 }");
    }
  }

  @Test
  void duplicateKeysAreHandedOnAndWhatIsNotJsonIsRefused() throws IOException {
    assertThat(tokens("{\"a\": 1, \"a\": 2}")).hasSize(6);
    for (String text :
        List.of(
            "{a: 1}",
            "{'a': 1}",
            "[1,]",
            "[NaN]",
            "[01]",
            "[+1]",
            "[.5]",
            "[5.]",
            "// a\n1",
            "# a\n1",
            "[\"\n\"]")) {
      assertThatThrownBy(() -> tokens(text)).as(text).isInstanceOf(JsonParseException.class);
    }
  }

  @Test
  void jsonErrorsKnowTheirPlaceAndTheirMessageApart() {
    assertThatThrownBy(() -> tokens("{\"a\": x}"))
        .isInstanceOfSatisfying(
            JsonParseException.class,
            error -> {
              assertThat(error.getOriginalMessage()).startsWith("Unrecognized token 'x'");
              assertThat(error.getLocation().getCharOffset()).isBetween(6L, 7L);
            });
    assertThatThrownBy(() -> tokens("{\n \"a\": [1"))
        .isInstanceOfSatisfying(
            JsonParseException.class,
            error ->
                assertThat(error.getOriginalMessage())
                    .contains("(start marker at [Source: ")
                    .endsWith("line: 2, column: 7])"));
  }

  @Test
  void jsonLimitsAreOursToSet() {
    String deep = "[".repeat(1500) + "]".repeat(1500);
    assertThatThrownBy(() -> tokens(deep)).isInstanceOf(StreamConstraintsException.class);
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(5).build())
            .build();
    assertThatThrownBy(
            () -> {
              try (JsonParser parser = factory.createParser("[[[[[[1]]]]]]")) {
                while (parser.nextToken() != null) {}
              }
            })
        .isInstanceOf(StreamConstraintsException.class);
  }

  @Test
  void yamlEventsKnowTheirIndexInCodePointsAndTheirStyle() {
    List<String> scalars = new ArrayList<>();
    Parser parser = yaml("😀: 'a'\nb: &x |\n  c\nd: *x\ne: yes\n");
    for (Event event = parser.getEvent(); event != null; event = next(parser)) {
      if (event instanceof ScalarEvent scalar) {
        scalars.add(
            scalar.getValue() + "@" + event.getStartMark().getIndex() + " " + styleOf(scalar));
      } else if (event.getEventId() == Event.ID.Alias) {
        scalars.add("alias@" + event.getStartMark().getIndex());
      }
    }
    assertThat(scalars)
        .containsExactly(
            "😀@0 PLAIN",
            "a@3 SINGLE_QUOTED",
            "b@7 PLAIN",
            "c\n@10 LITERAL",
            "d@19 PLAIN",
            "alias@22",
            "e@25 PLAIN",
            "yes@28 PLAIN");
  }

  @Test
  void yamlErrorsKnowTheirPlace() {
    assertThatThrownBy(() -> drain(yaml("a: [b\nc: d")))
        .isInstanceOfSatisfying(
            MarkedYAMLException.class,
            error -> {
              assertThat(error.getProblemMark().getIndex()).isEqualTo(7);
              assertThat(error.getProblem()).startsWith("expected ',' or ']'");
            });
    assertThatThrownBy(() -> drain(yaml("a: \u0001")))
        .isInstanceOfSatisfying(
            ReaderException.class,
            error -> {
              assertThat(error.getPosition()).isEqualTo(3);
              assertThat(error.getCodePoint()).isEqualTo(1);
            });
  }

  private static String styleOf(ScalarEvent scalar) {
    return scalar.getScalarStyle().name();
  }

  private static List<JsonToken> tokens(String text) throws IOException {
    List<JsonToken> tokens = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        tokens.add(token);
      }
    }
    return tokens;
  }

  private static Parser yaml(String text) {
    return new ParserImpl(new StreamReader(text), new LoaderOptions());
  }

  private static Event next(Parser parser) {
    return parser.checkEvent(Event.ID.StreamEnd) ? null : parser.getEvent();
  }

  private static void drain(Parser parser) {
    while (!parser.checkEvent(Event.ID.StreamEnd)) {
      parser.getEvent();
    }
  }
}
