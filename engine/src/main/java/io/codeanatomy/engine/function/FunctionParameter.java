// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import java.util.Optional;

/**
 * A parameter of a function.
 *
 * @param name also how it is named in a call: {@code name => value}
 * @param type as the signature spells it
 * @param requirement whether a call has it
 * @param defaultValue the literal that stands for it where it is left out; empty if nothing does
 */
public record FunctionParameter(
    String name, String type, Requirement requirement, Optional<String> defaultValue) {

  /** Whether a call has a parameter. */
  public enum Requirement {
    REQUIRED,
    OPTIONAL,
    /** The parameter before it may come again, any number of times. */
    REPEATED
  }

  private static final String ELLIPSIS = "…";

  /** Reads {@code name type}, {@code [name type]}, {@code [name type = default]} or an ellipsis. */
  static FunctionParameter of(String text) {
    if (text.equals(ELLIPSIS)) {
      return new FunctionParameter(ELLIPSIS, "", Requirement.REPEATED, Optional.empty());
    }
    boolean optional = text.startsWith("[");
    String inside = optional ? text.substring(1, text.length() - 1) : text;
    int equals = inside.indexOf(" = ");
    String declared = equals < 0 ? inside : inside.substring(0, equals);
    int blank = declared.indexOf(' ');
    return new FunctionParameter(
        blank < 0 ? "" : declared.substring(0, blank),
        declared.substring(blank + 1),
        optional ? Requirement.OPTIONAL : Requirement.REQUIRED,
        equals < 0 ? Optional.empty() : Optional.of(inside.substring(equals + 3)));
  }
}
