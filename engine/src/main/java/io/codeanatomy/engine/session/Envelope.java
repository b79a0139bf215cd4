// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.session;

import io.codeanatomy.spec.HashBuilder;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The environment that a result came from: everything besides the spec that it can depend on.
 *
 * @param versions of the engine and its parts, by part
 * @param executionEngine the name of what executes; its version is among the versions
 * @param configuration the effective settings that the execution engine honours, by their names
 * @param parameters the values of the run's parameters
 * @param functions the operators and functions of the library
 * @param inputs the inputs, in the order of their names
 * @param derived per relation that tells the changes or the metadata of an input, what its rows
 *     depend on besides the version
 */
public record Envelope(
    String specHash,
    String rulepackFingerprint,
    Map<String, String> versions,
    String executionEngine,
    Map<String, String> configuration,
    Map<String, String> parameters,
    List<String> functions,
    List<Input> inputs,
    Map<String, String> derived) {

  public Envelope {
    versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    configuration = Collections.unmodifiableMap(new TreeMap<>(configuration));
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    functions = List.copyOf(functions);
    inputs = List.copyOf(inputs);
    derived = Collections.unmodifiableMap(new TreeMap<>(derived));
  }

  /** An input as it was bound. */
  public record Input(String logicalName, String location, long version, String schemaHash) {}

  /** The hash of the whole: 64 digits of lower-case hex. */
  public String hash() {
    HashBuilder hash =
        HashBuilder.ofDomain("envelope")
            .hash("spec_hash", specHash)
            .hash("rulepack_fingerprint", rulepackFingerprint)
            .texts("versions", entries(versions))
            .text("execution_engine", executionEngine)
            .texts("configuration", entries(configuration))
            .texts("parameters", entries(parameters))
            .texts("functions", functions)
            .texts("derived", entries(derived));
    for (Input input : inputs) {
      hash.text("logical_name", input.logicalName())
          .text("location", input.location())
          .integer("version", input.version())
          .hash("schema_hash", input.schemaHash());
    }
    return hash.hex();
  }

  private static List<String> entries(Map<String, String> map) {
    return map.entrySet().stream()
        .flatMap(entry -> List.of(entry.getKey(), entry.getValue()).stream())
        .toList();
  }
}
