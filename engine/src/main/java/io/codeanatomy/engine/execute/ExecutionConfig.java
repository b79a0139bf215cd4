// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute;

import java.nio.file.Path;
import java.util.List;

/**
 * What an execution engine may use.
 *
 * @param threads the most threads to run on
 * @param memoryBytes the memory pool; what does not fit spills to {@code scratch}
 * @param scratch a folder of this run alone, which the caller removes afterwards
 * @param readable the folders that may be read
 * @param writable the folders that may be written, besides {@code scratch}
 */
public record ExecutionConfig(
    int threads, long memoryBytes, Path scratch, List<Path> readable, List<Path> writable) {}
