// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute;

/** What an environment can set of an execution engine. */
public enum Knob {
  /** How many threads or partitions work at once. */
  target_partitions,
  /** The rows that are worked on at once. */
  batch_size,
  /** The memory pool. */
  memory_bytes
}
