// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.List;

/**
 * Which of the matches of a span join to keep: per left row for {@code within}, {@code overlaps}
 * and {@code equals}, per right row for {@code contains}.
 */
public sealed interface Keep {

  /** Every match. */
  record All() implements Keep {}

  /** The smallest enclosing span; ties by start, then by the remaining columns. */
  record Innermost() implements Keep {}

  /** The largest enclosing span; ties by start, then by the remaining columns. */
  record Outermost() implements Keep {}

  /** The first {@code first} matches in an order; ties by the remaining columns. */
  record First(int first, List<OrderKey> orderBy) implements Keep {

    public First {
      orderBy = List.copyOf(orderBy);
    }
  }
}
