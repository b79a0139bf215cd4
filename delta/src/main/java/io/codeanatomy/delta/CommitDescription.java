// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a commit says about itself in the log. It travels to {@link DescribingCommitter} as the
 * transaction's committer properties, the only thing that the Kernel hands through.
 */
record CommitDescription(
    Map<String, String> parameters, Map<String, String> metrics, Optional<String> userMetadata) {

  private static final String PARAMETER = "parameter.";
  private static final String METRIC = "metric.";
  private static final String USER_METADATA = "userMetadata";

  Map<String, String> toProperties() {
    Map<String, String> properties = new LinkedHashMap<>();
    parameters.forEach((name, value) -> properties.put(PARAMETER + name, value));
    metrics.forEach((name, value) -> properties.put(METRIC + name, value));
    userMetadata.ifPresent(text -> properties.put(USER_METADATA, text));
    return properties;
  }

  static CommitDescription of(Map<String, String> properties) {
    return new CommitDescription(
        withPrefix(properties, PARAMETER),
        withPrefix(properties, METRIC),
        Optional.ofNullable(properties.get(USER_METADATA)));
  }

  private static Map<String, String> withPrefix(Map<String, String> properties, String prefix) {
    Map<String, String> found = new LinkedHashMap<>();
    properties.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), value);
          }
        });
    return found;
  }
}
