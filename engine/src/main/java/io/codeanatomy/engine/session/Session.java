// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.session;

import com.google.common.base.Suppliers;
import io.codeanatomy.engine.environment.Environment;
import io.codeanatomy.engine.environment.EnvironmentProfile;
import io.codeanatomy.engine.execute.ExecutionEngine;
import io.codeanatomy.engine.execute.Knob;
import io.codeanatomy.engine.function.FunctionLibrary;
import io.codeanatomy.engine.rules.RuleSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one run takes place in: an environment, an execution engine and a rule set, with the {@link
 * Envelope} that says all that a result can depend on. Built complete and then immutable; another
 * profile is another session, and sessions do not know of each other.
 *
 * <pre>{@code
 * Session session =
 *     Session.builder()
 *         .environment(EnvironmentProfile.small)
 *         .executionEngine(engine)
 *         .rules(rules)
 *         .specHash(hash)
 *         .build();
 * }</pre>
 */
public final class Session {

  private final Environment environment;
  private final ExecutionEngine executionEngine;
  private final RuleSet rules;
  private final Supplier<Envelope> envelope;

  private Session(Builder builder) {
    EnvironmentProfile profile = given(builder.profile, "an environment profile", "environment");
    this.executionEngine = given(builder.executionEngine, "an execution engine", "executionEngine");
    this.rules = given(builder.rules, "a rule set", "rules");
    this.environment = rules.environment(Environment.of(profile));
    String specHash = given(builder.specHash, "the hash of a spec", "specHash");
    Map<String, String> parameters = Map.copyOf(builder.parameters);
    List<Envelope.Input> inputs = List.copyOf(builder.inputs);
    Map<String, String> derived = Map.copyOf(builder.derived);
    // The version of an execution engine is known by starting it, which takes longer than all that
    // a validation does: so not before somebody asks.
    this.envelope =
        Suppliers.memoize(
            () ->
                new Envelope(
                    specHash,
                    rules.fingerprint(),
                    versions(executionEngine),
                    executionEngine.name(),
                    configuration(executionEngine, environment),
                    parameters,
                    FunctionLibrary.instance().operatorNames(),
                    inputs,
                    derived));
  }

  private static <T> T given(@Nullable T part, String what, String method) {
    if (part == null) {
      throw new IllegalStateException(
          "A session needs " + what + ": call " + method + " before build");
    }
    return part;
  }

  /** A session to be built. */
  public static Builder builder() {
    return new Builder();
  }

  /** What the run may use: that of its profile, changed by its rules. */
  public Environment environment() {
    return environment;
  }

  /** What executes. */
  public ExecutionEngine executionEngine() {
    return executionEngine;
  }

  /** What the run is held to. */
  public RuleSet rules() {
    return rules;
  }

  /** What a result of the run can depend on. */
  public Envelope envelope() {
    return envelope.get();
  }

  /** The versions of everything that takes part, by part. */
  public static Map<String, String> versions(ExecutionEngine executionEngine) {
    Map<String, String> versions = new TreeMap<>(Versions.parts());
    versions.put(executionEngine.name(), executionEngine.version());
    versions.put("function_library", Integer.toString(FunctionLibrary.VERSION));
    return versions;
  }

  /** Only what the execution engine honours can make a difference. */
  private static Map<String, String> configuration(
      ExecutionEngine engine, Environment environment) {
    Map<String, String> configuration = new TreeMap<>();
    for (Knob knob : engine.knobs().keySet()) {
      configuration.put(
          knob.name(),
          switch (knob) {
            case target_partitions -> Integer.toString(environment.targetPartitions());
            case batch_size -> Integer.toString(environment.batchSize());
            case memory_bytes -> Long.toString(environment.memoryBytes());
          });
    }
    return configuration;
  }

  /** Collects the parts of a session; used once. */
  public static final class Builder {

    private @Nullable EnvironmentProfile profile;
    private @Nullable ExecutionEngine executionEngine;
    private @Nullable RuleSet rules;
    private @Nullable String specHash;
    private Map<String, String> parameters = Map.of();
    private List<Envelope.Input> inputs = List.of();
    private Map<String, String> derived = Map.of();

    private Builder() {}

    /** The profile that the rules may change; must be given. */
    public Builder environment(EnvironmentProfile given) {
      profile = given;
      return this;
    }

    /** What executes; must be given. */
    public Builder executionEngine(ExecutionEngine given) {
      executionEngine = given;
      return this;
    }

    /** What the run is held to; must be given. */
    public Builder rules(RuleSet given) {
      rules = given;
      return this;
    }

    /** What is computed; must be given. */
    public Builder specHash(String given) {
      specHash = given;
      return this;
    }

    /** The values of the run's parameters by name; none if not given. */
    public Builder parameters(Map<String, String> given) {
      parameters = given;
      return this;
    }

    /** The inputs in the order of their names; none if not given. */
    public Builder inputs(List<Envelope.Input> given) {
      inputs = given;
      return this;
    }

    /** What the rows of changes and metadata depend on besides versions; nothing if not given. */
    public Builder derived(Map<String, String> given) {
      derived = given;
      return this;
    }

    /**
     * The session.
     *
     * @throws IllegalStateException if something that must be given was not
     */
    public Session build() {
      return new Session(this);
    }
  }
}
