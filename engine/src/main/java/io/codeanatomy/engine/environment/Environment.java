// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.environment;

import java.util.OptionalInt;

/**
 * What a run may use. The figures are those that were asked for, whatever the machine has, so that
 * the same run has the same environment everywhere.
 *
 * @param profile the profile that the figures started from
 * @param targetPartitions the partitions that a distributed execution engine aims at, and the most
 *     threads on one machine
 * @param batchSize the rows that are worked on at once, where an execution engine lets one choose
 * @param memoryBytes the memory pool in bytes
 * @param orderedThreads the threads that a rule orders, however many processors there are; empty to
 *     take as many as the machine has, up to {@code targetPartitions}
 */
public record Environment(
    EnvironmentProfile profile,
    int targetPartitions,
    int batchSize,
    long memoryBytes,
    OptionalInt orderedThreads) {

  /** The figures of a profile. */
  public static Environment of(EnvironmentProfile profile) {
    return new Environment(
        profile,
        profile.targetPartitions(),
        profile.batchSize(),
        profile.memoryBytes(),
        OptionalInt.empty());
  }

  /** The same with another memory pool. */
  public Environment withMemory(long bytes) {
    return new Environment(profile, targetPartitions, batchSize, bytes, orderedThreads);
  }

  /** The same with exactly so many threads. */
  public Environment withThreads(int threads) {
    return new Environment(profile, threads, batchSize, memoryBytes, OptionalInt.of(threads));
  }

  /** The memory pool in bytes on a machine: at most half of what it has. */
  public long memoryBytes(long physicalMemory) {
    return Math.min(memoryBytes, physicalMemory / 2);
  }

  /** The threads to run on, on a machine. */
  public int threads(int processors) {
    return orderedThreads.orElse(Math.min(targetPartitions, processors));
  }
}
