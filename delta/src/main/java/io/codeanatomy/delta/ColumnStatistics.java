// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.util.Optional;

/**
 * What is known of the values of a column in one file.
 *
 * @param minimum a lower bound of the values, in Java's type for the column (Boolean, Integer,
 *     Long, Float, Double, BigDecimal, String; dates in days and timestamps in microseconds since
 *     the epoch)
 * @param maximum an upper bound, likewise
 */
public record ColumnStatistics(
    long nullCount, Optional<Object> minimum, Optional<Object> maximum) {}
