// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A Parquet file that an execution engine wrote; nobody has checked or committed it yet.
 *
 * @param partitionValues per partition column its value as text in Delta's form; absent is NULL
 */
public record StagedFile(Path path, long rows, Map<String, Optional<String>> partitionValues) {}
