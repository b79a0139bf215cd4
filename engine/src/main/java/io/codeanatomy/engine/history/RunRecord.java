// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.history;

import io.codeanatomy.spec.Spec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Everything that is known of a run that has published its outputs: enough to tell what it was, and
 * to do it again. Hashes are lower-case hex; locations are absolute.
 *
 * <p>As JSON the fields have the names of the components in snake_case, in this order, after {@code
 * record_version} and {@code record_hash}; what is absent is null.
 *
 * @param engineVersion the version of the engine
 * @param spec the whole spec, in canonical form
 * @param specFile the file that the spec was read from, if it was
 * @param specFolder the folder that relative locations of the spec were relative to
 * @param outputRoot the folder whose run this is, in which the record lies
 * @param planHash of the plan before parameters were bound
 * @param hashVersion the version of all hashes of the record
 * @param executionEngine the name of what executed the plan
 * @param environment the name of the environment profile
 * @param schemaEvolution what the run was allowed to do to row types: {@code NONE} or {@code
 *     ADDITIVE}
 * @param viewHashes the hashes of views and parameter templates by name, in the order of the spec
 * @param fragments what was executed, in order
 */
public record RunRecord(
    String runId,
    String engineVersion,
    Instant startedAt,
    Instant completedAt,
    RecordedSpec spec,
    Optional<Path> specFile,
    Path specFolder,
    Path outputRoot,
    String specHash,
    String planHash,
    String rulepackFingerprint,
    String envelopeHash,
    int hashVersion,
    String executionEngine,
    String environment,
    String schemaEvolution,
    Envelope envelope,
    RuleSet ruleSet,
    List<Input> inputs,
    Map<String, String> viewHashes,
    List<Fragment> fragments,
    List<Output> outputs,
    List<Changes> changes,
    List<Audit> audits,
    List<Stage> stages,
    List<Warning> warnings) {

  /** The version of the document that this engine writes, and the newest that it reads. */
  public static final int VERSION = 1;

  public RunRecord {
    inputs = List.copyOf(inputs);
    viewHashes = Collections.unmodifiableMap(new LinkedHashMap<>(viewHashes));
    fragments = List.copyOf(fragments);
    outputs = List.copyOf(outputs);
    changes = List.copyOf(changes);
    audits = List.copyOf(audits);
    stages = List.copyOf(stages);
    warnings = List.copyOf(warnings);
  }

  /** The spec in the form that a record keeps it in. */
  public static RecordedSpec recorded(Spec spec) {
    return RecordedSpec.of(spec);
  }

  /** The text of the record's file: indented, in UTF-8, with a line feed at the end. */
  public String json() {
    return RunRecordJson.text(this);
  }

  /**
   * What the result depended on besides the spec, the rules and the inputs.
   *
   * @param versions of the engine and its parts, by part
   * @param configuration the settings that were in force, by name
   * @param functionsHash of the names of the function library, in order
   * @param parameters the values of the run's parameters as text, defaults included
   * @param derived per relation that tells the changes or the metadata of an input, what its rows
   *     depend on besides the version
   */
  public record Envelope(
      Map<String, String> versions,
      Map<String, String> configuration,
      int functionLibraryVersion,
      String functionsHash,
      Map<String, String> parameters,
      Map<String, String> derived) {

    public Envelope {
      versions = Collections.unmodifiableMap(new TreeMap<>(versions));
      configuration = Collections.unmodifiableMap(new TreeMap<>(configuration));
      parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
      derived = Collections.unmodifiableMap(new TreeMap<>(derived));
    }
  }

  /**
   * The rules that the run was held to.
   *
   * @param profile the rulepack profile
   * @param providers the versions of the rules' providers, by name
   * @param turnedOff the optimisations that the run was asked to do without, in order of their
   *     names
   * @param rules in the order in which they apply
   */
  public record RuleSet(
      String profile, Map<String, String> providers, List<String> turnedOff, List<Rule> rules) {
    public RuleSet {
      providers = Collections.unmodifiableMap(new TreeMap<>(providers));
      turnedOff = List.copyOf(turnedOff);
      rules = List.copyOf(rules);
    }
  }

  /**
   * A rule.
   *
   * @param ruleClass the class that it belongs to
   * @param purpose {@code POLICY} or {@code OPTIMIZATION}
   * @param parameters all that its effect depends on, as text, by name
   */
  public record Rule(
      String name,
      @FieldName("class") String ruleClass,
      String purpose,
      Map<String, String> parameters) {

    public Rule {
      parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }
  }

  /**
   * An input as it was bound and read.
   *
   * @param filesConsidered the data files of the version
   * @param filesRead those that could hold rows that matter
   * @param bytesRead their size
   * @param rows the rows of the version, if its log knows
   */
  public record Input(
      String logicalName,
      Path deltaLocation,
      long deltaVersion,
      String schemaHash,
      int filesConsidered,
      int filesRead,
      long bytesRead,
      OptionalLong rows) {}

  /**
   * What was one statement.
   *
   * @param kind {@code materialize}, {@code close}, {@code audit} or {@code write}
   * @param name the relation that was kept or audited, or the table that was written
   * @param hash of its algebra, with the values of parameters in it
   */
  public record Fragment(String kind, String name, String hash) {}

  /**
   * A table that the run published; rows, files and bytes are those of the commit.
   *
   * @param status {@code written} or {@code unchanged}
   * @param contentDigest of the rows, whatever their order; absent if none was computed
   */
  public record Output(
      String tableName,
      Path deltaLocation,
      long deltaVersion,
      String status,
      String reason,
      long rowsWritten,
      int filesAdded,
      int filesRemoved,
      long bytesWritten,
      int partitionCount,
      Optional<String> contentDigest) {

    /** Whether the run committed to the table. */
    public boolean isWritten() {
      return status.equals("written");
    }
  }

  /**
   * The changes that a Changes view had.
   *
   * @param form {@code change_data_feed} or {@code file_difference}
   */
  public record Changes(
      String view, String source, long fromVersion, long toVersion, String form) {}

  /**
   * What had to be empty, and was.
   *
   * @param subject {@code view} or {@code constraint}
   */
  public record Audit(String subject, String name, long rows) {}

  /** A piece of the work and how long it took, to the microsecond. */
  public record Stage(String name, double seconds) {
    public Stage {
      seconds = Math.round(seconds * 1e6) / 1e6;
    }
  }

  /** A warning of the run, with its place in the spec if it has one. */
  public record Warning(
      String code,
      Optional<String> pointer,
      OptionalLong line,
      OptionalLong column,
      String message,
      Optional<String> hint) {}
}
