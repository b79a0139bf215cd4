// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.ingest;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows of one table, value by value in the order of the row type's columns. Not safe for
 * use by several threads at once; rows keep the order in which they are appended.
 */
public interface RowAppender {

  /** A value for a {@code long} column. */
  RowAppender append(long value);

  /** A value for an {@code integer} column. */
  RowAppender append(int value);

  /** A value for a {@code boolean} column. */
  RowAppender append(boolean value);

  /** A value for a {@code string} column; null is NULL. */
  RowAppender append(@Nullable String value);

  /** A value for a {@code date} column. */
  RowAppender append(LocalDate value);

  /**
   * A value for a {@code decimal} column.
   *
   * @throws IllegalArgumentException if it has more digits, before or behind the point, than the
   *     column holds; nothing is rounded
   */
  RowAppender append(BigDecimal value);

  /** NULL for a column of any type. */
  RowAppender appendNull();

  /**
   * Ends the row.
   *
   * @throws IllegalStateException if it has too few or too many values
   */
  void endRow();
}
