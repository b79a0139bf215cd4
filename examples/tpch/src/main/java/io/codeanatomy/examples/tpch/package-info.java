// SPDX-License-Identifier: Apache-2.0
/**
 * The TPC-H tables as Delta tables: entry types {@link io.codeanatomy.examples.tpch.TpchGenerator}
 * for programs and {@link io.codeanatomy.examples.tpch.Generate} for the command line.
 */
@NullMarked
package io.codeanatomy.examples.tpch;

import org.jspecify.annotations.NullMarked;
