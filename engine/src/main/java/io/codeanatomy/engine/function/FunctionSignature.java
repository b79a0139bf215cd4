// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import java.util.ArrayList;
import java.util.List;

/**
 * One way to call a function or to write an operator: {@code left(text varchar, count bigint) →
 * varchar}.
 *
 * <p>Types: those of {@code CAST}, and {@code T}, {@code K}, {@code V} for any type, the same one
 * wherever the letter stands; {@code integer} is any integer type, {@code number} any numeric one,
 * {@code value} what has one exact text, {@code list<T>}, {@code map<K, V>}, {@code struct}. An
 * ellipsis repeats the last parameter; parameters in brackets may be left out.
 *
 * @param text the whole of it
 * @param parameters the names and types, as they are written; empty for operators
 * @param result the type of the result
 */
public record FunctionSignature(String text, List<String> parameters, String result) {

  private static final String ARROW = " → ";

  public FunctionSignature {
    parameters = List.copyOf(parameters);
  }

  /** Reads a signature. */
  static FunctionSignature of(String text) {
    int arrow = text.lastIndexOf(ARROW);
    if (arrow < 0) {
      throw new IllegalArgumentException("no result in: " + text);
    }
    String call = text.substring(0, arrow);
    return new FunctionSignature(text, parameters(call), text.substring(arrow + ARROW.length()));
  }

  /** The name that is called; empty for an operator. */
  static String name(String text) {
    int end = 0;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    return end > 0 && text.startsWith("(", end) ? text.substring(0, end) : "";
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  /** Splits at the commas that stand outside of {@code <…>}. */
  private static List<String> parameters(String call) {
    if (name(call).isEmpty()) {
      return List.of();
    }
    String inside = call.substring(call.indexOf('(') + 1, call.lastIndexOf(')'));
    List<String> parameters = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      depth += c == '<' ? 1 : c == '>' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parameters.add(inside.substring(start, i).strip());
        start = i + 1;
      }
    }
    String last = inside.substring(start).strip();
    if (!last.isEmpty()) {
      parameters.add(last);
    }
    return parameters;
  }
}
