// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import io.codeanatomy.engine.function.FunctionParameter.Requirement;
import java.util.ArrayList;
import java.util.List;

/**
 * One way to call a function or to write an operator: {@code left(text varchar, count integer) →
 * varchar}.
 *
 * <p>Types: {@code integer} and {@code bigint} take any integer, {@code number} any numeric type,
 * {@code double} floating-point numbers and integers, {@code moment} a date or a timestamp, {@code
 * timestamp} one with or without a zone, {@code value} what has one exact text; {@code T}, {@code
 * K} and {@code V} are any type, the same one wherever the letter stands; {@code list(T)}, {@code
 * map(K, V)}, {@code struct}, {@code span}. {@code 'a'|'b'} is one of these literals, {@code field}
 * the name of a struct's field. An ellipsis repeats the last parameter; parameters in brackets may
 * be left out.
 *
 * @param text the whole of it
 * @param parameters empty for operators
 * @param result the type of the result
 */
public record FunctionSignature(String text, List<FunctionParameter> parameters, String result) {

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

  /** The fewest arguments that a call has. */
  int fewest() {
    return (int) parameters.stream().filter(p -> p.requirement() == Requirement.REQUIRED).count();
  }

  /** The most arguments that a call has; −1 if there is no limit. */
  int most() {
    return repeats() ? -1 : parameters.size();
  }

  /** The parameter that an argument is for, counted from 0. */
  FunctionParameter parameter(int argument) {
    int last = parameters.size() - (repeats() ? 2 : 1);
    return parameters.get(Math.min(argument, last));
  }

  private boolean repeats() {
    return !parameters.isEmpty()
        && parameters.get(parameters.size() - 1).requirement() == Requirement.REPEATED;
  }

  /** Splits at the commas that stand outside of inner parentheses. */
  private static List<FunctionParameter> parameters(String call) {
    if (name(call).isEmpty()) {
      return List.of();
    }
    String inside = call.substring(call.indexOf('(') + 1, call.lastIndexOf(')'));
    List<FunctionParameter> parameters = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= inside.length(); i++) {
      char c = i < inside.length() ? inside.charAt(i) : ',';
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        String parameter = inside.substring(start, i).strip();
        if (!parameter.isEmpty()) {
          parameters.add(FunctionParameter.of(parameter));
        }
        start = i + 1;
      }
    }
    return parameters;
  }
}
