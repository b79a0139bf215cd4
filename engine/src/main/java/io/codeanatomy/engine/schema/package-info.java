// SPDX-License-Identifier: Apache-2.0
/**
 * Row types as such: entry type {@link io.codeanatomy.engine.schema.Schemas}. Which type holds the
 * values of another, what differs between two row types and how much that matters, their hash, and
 * what is known of a stored table. Nothing here plans, runs or writes.
 */
@NullMarked
package io.codeanatomy.engine.schema;

import org.jspecify.annotations.NullMarked;
