// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

/** A column to order by; a document may give the column's name alone. NULLs come last. */
@Description("A column to order by, or its name alone. NULLs come last.")
@TextForm
public record OrderKey(
    @Description("The name of the column.") String column,
    @Description("The direction of the order.") @Default("asc") Direction direction) {

  /** The direction of an order. */
  public enum Direction {
    @Description("From the smallest to the largest.")
    asc,
    @Description("From the largest to the smallest.")
    desc
  }
}
