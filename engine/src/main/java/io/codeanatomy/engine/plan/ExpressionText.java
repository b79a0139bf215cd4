// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The text of an expression as the SQL parser takes it, with everything replaced that the parser
 * would read in another way than the language means it. Every replacement is as long as what it
 * replaces, so positions stay true.
 *
 * <ul>
 *   <li>Placeholders {@code :name} become {@code ?}.
 *   <li>In a join, the qualifiers {@code left.} and {@code right.} become {@link #LEFT} and {@link
 *       #RIGHT}.
 *   <li>A word in the place of a name becomes a stand-in, if SQL reserves it or the parser's
 *       alphabet lacks it.
 *   <li>The type of a CAST becomes a stand-in: types are those of {@link SqlTypes}.
 * </ul>
 *
 * @param text the text for the parser
 * @param parameters the names of the placeholders in the order of their {@code ?}
 * @param strayPlaceholder where a bare {@code ?} stands, counted from 0, if there is one
 * @param names the names by their stand-ins
 * @param types the texts of types by their stand-ins
 */
record ExpressionText(
    String text,
    List<String> parameters,
    OptionalInt strayPlaceholder,
    Map<String, String> names,
    Map<String, TypeText> types) {

  static final String LEFT = "l__t";
  static final String RIGHT = "r___t";

  /** A type as it is written, and where it starts, from 0. */
  record TypeText(String text, int start) {}

  /** An expression over one relation. */
  static ExpressionText of(String source) {
    return new ExpressionReader(source, false).read();
  }

  /** An expression over the two sides of a join. */
  static ExpressionText ofJoin(String source) {
    return new ExpressionReader(source, true).read();
  }

  /** Puts the words of the source back into a message. */
  String restored(String message) {
    String restored = message.replace(LEFT, "left").replace(RIGHT, "right");
    Map<String, String> standIns = new LinkedHashMap<>(names);
    types.forEach((standIn, type) -> standIns.put(standIn, type.text()));
    for (Map.Entry<String, String> standIn : standIns.entrySet()) {
      restored = restored.replace(standIn.getKey(), standIn.getValue());
    }
    return restored;
  }

  /** The name that an identifier of the parser stands for. */
  String name(String identifier) {
    return names.getOrDefault(identifier, identifier);
  }
}
