// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a commit says about itself in the log.
 *
 * @param timestamp when it was made, by the writer's clock; without that, the log entry's file time
 * @param operation what was done, such as {@code WRITE}
 * @param parameters the operation's parameters, among them a {@link Commit#provenance}; a value
 *     that is not text is given as JSON
 * @param metrics the operation's metrics, such as {@code numOutputRows}
 * @param userMetadata the writer's free text
 * @param engineInfo the engine that made the commit
 */
public record CommitEntry(
    long version,
    Instant timestamp,
    Optional<String> operation,
    Map<String, String> parameters,
    Map<String, String> metrics,
    Optional<String> userMetadata,
    Optional<String> engineInfo) {

  public CommitEntry {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }
}
