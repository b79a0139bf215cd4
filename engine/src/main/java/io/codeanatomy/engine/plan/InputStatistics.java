// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.OptionalLong;

/**
 * How large an input is, as the log of its table tells without reading data.
 *
 * @param rows the live rows, deletions taken off; empty if the log does not know it of every file
 * @param bytes the bytes of the data files
 * @param files the number of data files
 */
public record InputStatistics(OptionalLong rows, long bytes, int files) {}
