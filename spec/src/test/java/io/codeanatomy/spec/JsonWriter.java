// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.Map;

/** Writes the trees of documents as JSON. */
final class JsonWriter {

  private JsonWriter() {}

  static String write(Node node) {
    StringBuilder out = new StringBuilder();
    write(node, out);
    return out.toString();
  }

  private static void write(Node node, StringBuilder out) {
    if (node instanceof Node.Text text) {
      JsonText.append(out, text.value());
    } else if (node instanceof Node.Numeral number) {
      out.append(number.literal());
    } else if (node instanceof Node.Bool bool) {
      out.append(bool.value());
    } else if (node instanceof Node.Null) {
      out.append("null");
    } else if (node instanceof Node.Sequence sequence) {
      String separator = "[";
      for (Node item : sequence.items()) {
        out.append(separator);
        write(item, out);
        separator = ",";
      }
      out.append(sequence.items().isEmpty() ? "[]" : "]");
    } else if (node instanceof Node.Mapping mapping) {
      String separator = "{";
      for (Map.Entry<String, Node.Entry> entry : mapping.entries().entrySet()) {
        out.append(separator);
        JsonText.append(out, entry.getKey());
        out.append(":");
        write(entry.getValue().value(), out);
        separator = ",\n";
      }
      out.append(mapping.entries().isEmpty() ? "{}" : "}");
    }
  }
}
