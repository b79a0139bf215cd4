// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta.schema;

/** A named column, or a named field of a struct. */
public record Field(String name, DataType type, boolean nullable) {

  /** A field that may hold NULL. */
  public static Field nullable(String name, DataType type) {
    return new Field(name, type, true);
  }

  /** A field that never holds NULL. */
  public static Field required(String name, DataType type) {
    return new Field(name, type, false);
  }

  @Override
  public String toString() {
    return name + " " + type + (nullable ? "" : " not null");
  }
}
