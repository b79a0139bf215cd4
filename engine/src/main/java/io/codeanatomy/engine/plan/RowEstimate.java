// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.schema.Schema;

/**
 * How many rows a relation will have, and how wide they are, as far as one can tell without reading
 * data.
 *
 * @param rows the number of rows, not negative
 * @param rowBytes the bytes of a row in memory, by the types of its columns
 */
public record RowEstimate(double rows, double rowBytes, Certainty certainty) {

  /** No rows. */
  public static final RowEstimate NOTHING = new RowEstimate(0, 1, Certainty.exact);

  /** What an estimate rests on; each is weaker than the one before. */
  public enum Certainty {
    /** Counted: the rows of an input whose log knows them, or of a view that keeps each of them. */
    exact,
    /** From counted inputs, by assumptions about predicates and joins. */
    estimated,
    /** At least one input has no row counts; they were guessed from its bytes, or from nothing. */
    guessed;

    Certainty and(Certainty other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  /** The bytes of all rows in memory. */
  public double bytes() {
    return rows * rowBytes;
  }

  /** As many rows of another type. */
  public RowEstimate withRowsOf(Schema schema) {
    return new RowEstimate(rows, TypeWidths.of(schema), certainty);
  }
}
