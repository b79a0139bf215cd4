// SPDX-License-Identifier: Apache-2.0
/**
 * DuckDB in process, the default execution engine: entry type {@link
 * io.codeanatomy.engine.execute.duckdb.DuckDbEngine}.
 *
 * <p>No class of DuckDB appears in a public signature, and none outside this package.
 */
@NullMarked
package io.codeanatomy.engine.execute.duckdb;

import org.jspecify.annotations.NullMarked;
