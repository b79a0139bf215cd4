// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.List;

/**
 * Which of the matches of a span join to keep: per left row for {@code within}, {@code overlaps}
 * and {@code equals}, per right row for {@code contains}.
 */
@Description(
    "Which of the matches of a span join to keep: per right row for `contains`, per left row"
        + " otherwise.")
public sealed interface Keep {

  /** Every match. */
  @Description("Every match.")
  record All() implements Keep {}

  /** The smallest enclosing span; ties by start, then by the remaining columns. */
  @Description("The shortest match; ties by start, then by `tie`, then by the remaining columns.")
  record Innermost() implements Keep {}

  /** The largest enclosing span; ties by start, then by the remaining columns. */
  @Description("The longest match; ties by start, then by `tie`, then by the remaining columns.")
  record Outermost() implements Keep {}

  /** The first {@code first} matches in an order; ties by the remaining columns. */
  @Description("The first matches in an order; ties as for `innermost`.")
  record First(
      @Description("How many matches to keep, at least 1.") int first,
      @Description("Columns of the side that is chosen from.") List<OrderKey> orderBy)
      implements Keep {

    public First {
      orderBy = List.copyOf(orderBy);
    }
  }
}
