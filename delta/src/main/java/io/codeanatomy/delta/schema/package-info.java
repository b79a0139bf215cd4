// SPDX-License-Identifier: Apache-2.0
/**
 * The row type of a table: entry type {@link io.codeanatomy.delta.schema.Schema}. Values only;
 * nothing here reads or writes.
 */
@NullMarked
package io.codeanatomy.delta.schema;

import org.jspecify.annotations.NullMarked;
