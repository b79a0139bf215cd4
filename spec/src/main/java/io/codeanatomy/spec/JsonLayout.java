// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

/**
 * The white space of JSON texts: the same values with or without it. Nothing but white space is
 * changed, and what is laid out is the same in every version, so that texts can be compared.
 *
 * <pre>{@code
 * Files.writeString(file, JsonLayout.indented(CanonicalJson.of(spec)));
 * }</pre>
 */
public final class JsonLayout {

  private static final String INDENTATION = "  ";

  private final StringBuilder out = new StringBuilder();
  private int depth;

  private JsonLayout() {}

  /**
   * A text with a line for each field and item, indented by two blanks; empty objects and lists
   * stay on one line. Ends with a line feed.
   *
   * @param json a JSON text, whatever its layout
   */
  public static String indented(String json) {
    JsonLayout layout = new JsonLayout();
    String compact = compact(json);
    for (int i = 0; i < compact.length(); ) {
      i = layout.append(compact, i);
    }
    return layout.out.append('\n').toString();
  }

  /**
   * The text without any white space between its values.
   *
   * @param json a JSON text, whatever its layout
   */
  public static String compact(String json) {
    StringBuilder compact = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); ) {
      char character = json.charAt(i);
      if (character == '"') {
        int end = endOfText(json, i);
        compact.append(json, i, end);
        i = end;
      } else {
        if (" \t\r\n".indexOf(character) < 0) {
          compact.append(character);
        }
        i++;
      }
    }
    return compact.toString();
  }

  /** Appends what begins at an index, and tells where the next begins. */
  private int append(String compact, int index) {
    char character = compact.charAt(index);
    switch (character) {
      case '"' -> {
        int end = endOfText(compact, index);
        out.append(compact, index, end);
        return end;
      }
      case '{', '[' -> {
        if (index + 1 < compact.length() && isEnd(compact.charAt(index + 1))) {
          out.append(character).append(compact.charAt(index + 1));
          return index + 2;
        }
        out.append(character);
        depth++;
        newLine();
      }
      case '}', ']' -> {
        depth--;
        newLine();
        out.append(character);
      }
      case ',' -> {
        out.append(character);
        newLine();
      }
      case ':' -> out.append(": ");
      default -> out.append(character);
    }
    return index + 1;
  }

  private static boolean isEnd(char character) {
    return character == '}' || character == ']';
  }

  private void newLine() {
    out.append('\n').append(INDENTATION.repeat(Math.max(0, depth)));
  }

  /** The index after the quote that ends the text that begins at an index. */
  private static int endOfText(String json, int start) {
    int i = start + 1;
    while (i < json.length() && json.charAt(i) != '"') {
      i += json.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i + 1, json.length());
  }
}
