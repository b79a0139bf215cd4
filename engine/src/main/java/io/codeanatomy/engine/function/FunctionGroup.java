// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

/** What functions are about, in the order in which they are shown. */
public enum FunctionGroup {
  LOGIC("Logic and comparison"),
  NUMBERS("Numbers"),
  TEXT("Text"),
  TIME("Date and time"),
  COLLECTIONS("Lists, maps and structs"),
  CHOICE("Choice and conversion"),
  IDENTITY("Identity"),
  SPANS("Byte spans"),
  CHANGE_FEED("Change feed"),
  AGGREGATES("Aggregates");

  private final String title;

  FunctionGroup(String title) {
    this.title = title;
  }

  /** The heading of the group. */
  public String title() {
    return title;
  }
}
