// SPDX-License-Identifier: Apache-2.0
/**
 * The engine: entry type {@link io.codeanatomy.engine.Engine}, whose {@code run} shows the way of
 * the data from a spec to published tables.
 *
 * <p>Here are the public types of a run: what it is asked to do, what it tells while it works, and
 * what came out. The work itself is in the packages below: {@code session} (environment and
 * envelope), {@code rules}, {@code function}, {@code plan}, {@code execute}, {@code publish},
 * {@code ingest}.
 */
@NullMarked
package io.codeanatomy.engine;

import org.jspecify.annotations.NullMarked;
