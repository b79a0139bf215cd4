// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

/**
 * How many row groups some data files have.
 *
 * @param total all of them
 * @param matching those that may hold a row for which a predicate is true, as far as the statistics
 *     in the files' footers tell; an execution engine may skip the others
 */
public record RowGroupFigures(long total, long matching) {}
