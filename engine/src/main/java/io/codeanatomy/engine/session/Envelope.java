// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.session;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The environment that a result came from: everything besides the spec that it can depend on.
 *
 * @param versions of the engine and its parts, by part
 * @param settings the settings of the execution engine that can influence a result or a plan
 * @param functions the operators and functions of the library, and its version
 * @param inputs the inputs, in the order of their names
 */
public record Envelope(
    String specHash,
    String rulepackFingerprint,
    Map<String, String> versions,
    Map<String, String> settings,
    List<String> functions,
    List<Input> inputs) {

  public Envelope {
    versions = java.util.Collections.unmodifiableMap(new TreeMap<>(versions));
    settings = java.util.Collections.unmodifiableMap(new TreeMap<>(settings));
    functions = List.copyOf(functions);
    inputs = List.copyOf(inputs);
  }

  /** An input as it was bound. */
  public record Input(String logicalName, String location, long version, String schemaHash) {}
}
