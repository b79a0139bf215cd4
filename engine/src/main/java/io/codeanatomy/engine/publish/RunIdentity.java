// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.publish;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who publishes.
 *
 * @param runId unique for every run, of letters, digits, {@code -} and {@code _}; the same run
 *     commits to a table at most once
 * @param provenance what the commits say about where they come from, such as {@code spec_hash}
 */
public record RunIdentity(String runId, Map<String, String> provenance) {

  public RunIdentity {
    if (!runId.matches("[A-Za-z0-9_-]+")) {
      throw new IllegalArgumentException("Not a run id: " + runId);
    }
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
  }

  /** The name that Delta's application transactions carry. */
  String application() {
    return "codeanatomy-" + runId;
  }
}
