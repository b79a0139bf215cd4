// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import java.util.List;

/**
 * A parameter of an intent.
 *
 * @param words the words that a {@link Kind#WORD} may be; empty for all other kinds
 * @param meaning what it says, as a sentence
 */
public record IntentParameter(
    String name, Kind kind, Presence presence, List<String> words, String meaning) {

  public IntentParameter {
    words = List.copyOf(words);
  }

  /** A parameter that must be given. */
  public static IntentParameter required(String name, Kind kind, String meaning) {
    return new IntentParameter(name, kind, Presence.REQUIRED, List.of(), meaning);
  }

  /** A parameter that may be left out. */
  public static IntentParameter optional(String name, Kind kind, String meaning) {
    return new IntentParameter(name, kind, Presence.OPTIONAL, List.of(), meaning);
  }

  /** The same, of a few words. */
  public IntentParameter oneOf(String... choices) {
    return new IntentParameter(name, kind, presence, List.of(choices), meaning);
  }

  /** Whether a parameter must be given. */
  public enum Presence {
    REQUIRED,
    OPTIONAL
  }

  /** What a parameter is. */
  public enum Kind {
    /** The name of an input, a view or a parameter template. */
    RELATION("the name of an input or view"),
    /** The name of a view or a parameter template. */
    VIEW("the name of a view"),
    /** The name of an input relation. */
    INPUT("the name of an input"),
    /** The name of a table that is published. */
    OUTPUT("the name of an output's table"),
    /** The name of a column, held against row types by the rule. */
    COLUMN("the name of a column"),
    /** Names of columns, at least one. */
    COLUMNS("a list of names of columns"),
    /** Columns with types: objects with {@code name}, {@code type} and {@code nullable}. */
    CONTRACT("a list of columns, each {name, type, nullable}"),
    /** Names of constraints of the join graph, at least one. */
    CONSTRAINTS("a list of names of constraints"),
    /** Names of functions of the library, at least one. */
    FUNCTIONS("a list of names of functions"),
    /** Any text. */
    TEXT("a text"),
    /** One of a few words. */
    WORD("a word"),
    /** A whole number from 1. */
    COUNT("a whole number, at least 1"),
    /** A number of bytes, or a text such as {@code 512MB} or {@code 2GB} (powers of 1024). */
    BYTES("a number of bytes, or a text such as 512MB or 2GB");

    private final String spelled;

    Kind(String spelled) {
      this.spelled = spelled;
    }

    /** In words. */
    public String spelled() {
      return spelled;
    }
  }

  /** What it takes, in words. */
  public String takes() {
    return words.isEmpty() ? kind.spelled() : "one of " + String.join(", ", words);
  }
}
