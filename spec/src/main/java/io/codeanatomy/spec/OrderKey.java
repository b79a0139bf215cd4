// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

/** A column to order by; a document may give the column's name alone. NULLs come last. */
@TextForm
public record OrderKey(String column, @Default("asc") Direction direction) {

  /** The direction of an order. */
  public enum Direction {
    asc,
    desc
  }
}
