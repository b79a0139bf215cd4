// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.schema;

/**
 * One difference between two row types.
 *
 * @param path the column, or what is inside of it: {@code address.street}, {@code tags.element},
 *     {@code prices.key}, {@code prices.value}
 * @param kind what is different
 * @param before what was: a type, or a word; empty for what was not there
 * @param after what is; empty for what is not there any more
 * @param change how much it matters
 */
public record SchemaDifference(
    String path, Kind kind, String before, String after, SchemaChange change) {

  /** What can be different. */
  public enum Kind {
    /** A column or a field that was not there. */
    ADDED,
    /** A column or a field that is not there any more. */
    REMOVED,
    /** Another type. */
    TYPE,
    /** It may hold NULL and did not, or the other way round. */
    NULLABILITY,
    /** The columns that both have come in another order. */
    ORDER,
    /** The table is partitioned by other columns. */
    PARTITIONING
  }
}
