// SPDX-License-Identifier: Apache-2.0
/**
 * Delta tables by way of Delta Kernel: entry type {@link io.codeanatomy.delta.DeltaStore}.
 *
 * <p>Here live snapshots, scan files, the check of staged data files and the atomic commit. No
 * class of Delta Kernel, Hadoop or Parquet appears in a public signature.
 */
@NullMarked
package io.codeanatomy.delta;

import org.jspecify.annotations.NullMarked;
