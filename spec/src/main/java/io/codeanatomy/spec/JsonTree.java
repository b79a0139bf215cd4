// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads JSON (RFC 8259, nothing beyond it) into a tree. */
final class JsonTree {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  // Our own limit has the better message, and holds for YAML as well.
                  .maxNestingDepth(TreeBuilder.MAX_DEPTH * 2)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private static final Pattern LOCATION =
      Pattern.compile("\\[Source: [^;]*; line: (\\d+), column: (\\d+)\\]");

  private final TreeBuilder builder;
  private final JsonParser parser;

  private JsonTree(TreeBuilder builder, JsonParser parser) {
    this.builder = builder;
    this.parser = parser;
  }

  /**
   * Reads a whole text.
   *
   * @throws DiagnosticException on the first error of syntax
   */
  static Node read(String text, TreeBuilder builder) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return new JsonTree(builder, parser).document();
    } catch (StreamConstraintsException e) {
      throw new DiagnosticException(
          builder.at(offsetOf(e), ReadErrors.syntax("JSON", cleaned(e))), e);
    } catch (JsonProcessingException e) {
      throw new DiagnosticException(syntaxError(text, e, builder), e);
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot fail to be read", e);
    }
  }

  private Node document() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new DiagnosticException(ReadErrors.empty());
    }
    Node root = value(first, "", 0);
    if (parser.nextToken() != null) {
      throw new DiagnosticException(
          builder.at(
              tokenOffset(),
              ReadErrors.syntax("JSON", "there is more after the end of the document")));
    }
    return root;
  }

  private Node value(JsonToken token, String pointer, int depth) throws IOException {
    int offset = tokenOffset();
    builder.checkDepth(depth, offset, pointer);
    return switch (token) {
      case START_OBJECT -> mapping(offset, pointer, depth);
      case START_ARRAY -> sequence(offset, pointer, depth);
      case VALUE_STRING -> builder.text(offset, parser.getText(), pointer);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Node.Numeral(offset, parser.getText());
      case VALUE_TRUE -> new Node.Bool(offset, true);
      case VALUE_FALSE -> new Node.Bool(offset, false);
      case VALUE_NULL -> new Node.Null(offset);
      default -> throw new IllegalStateException("a JSON value cannot start with " + token);
    };
  }

  private Node mapping(int offset, String pointer, int depth) throws IOException {
    TreeBuilder.Fields fields = builder.fields(offset, pointer);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      int keyOffset = tokenOffset();
      fields.add(keyOffset, key, value(parser.nextToken(), fields.pointerOf(key), depth + 1));
    }
    return fields.build();
  }

  private Node sequence(int offset, String pointer, int depth) throws IOException {
    List<Node> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(token, JsonPointer.item(pointer, items.size()), depth + 1));
    }
    return new Node.Sequence(offset, items);
  }

  private int tokenOffset() {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  private static Diagnostic syntaxError(
      String text, JsonProcessingException error, TreeBuilder builder) {
    int offset = offsetOf(error);
    // The parser stands before or behind the character that it stumbled over.
    boolean comment = isCommentStart(text, offset) || isCommentStart(text, offset - 1);
    boolean unexpected = error.getOriginalMessage().startsWith("Unexpected character ('");
    if (comment && unexpected) {
      return builder.at(
          isCommentStart(text, offset - 1) ? offset - 1 : offset, ReadErrors.jsonComment());
    }
    return builder.at(offset, ReadErrors.syntax("JSON", cleaned(error)));
  }

  private static boolean isCommentStart(String text, int offset) {
    return offset >= 0
        && offset < text.length()
        && (text.charAt(offset) == '#' || text.charAt(offset) == '/');
  }

  private static int offsetOf(JsonProcessingException error) {
    JsonLocation location = error.getLocation();
    return location == null ? 0 : (int) Math.max(0, location.getCharOffset());
  }

  private static String cleaned(JsonProcessingException error) {
    return LOCATION
        .matcher(error.getOriginalMessage())
        .replaceAll("line $1, column $2")
        .replace("start marker at", "opened in");
  }
}
