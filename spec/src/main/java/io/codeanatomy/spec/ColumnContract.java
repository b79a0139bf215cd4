// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

/**
 * What a view promises of one column.
 *
 * @param type a SQL type, such as {@code bigint}, {@code decimal(10,2)} or {@code varchar}
 * @param nullable whether the column may hold NULL; it may if the document does not say
 */
public record ColumnContract(String name, String type, @Default("true") boolean nullable) {}
