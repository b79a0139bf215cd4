// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.compliance;

import io.codeanatomy.engine.history.Captures;
import io.codeanatomy.engine.history.RecordJson;
import io.codeanatomy.engine.history.Retention;
import io.codeanatomy.spec.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is put by of a run, each part a document of its own in the folder of the run: {@code
 * _codeanatomy/compliance/<run id>/<part>.json}.
 *
 * @param explanation {@code explanation.json}: the plan as it was written, what every rule made of
 *     it, fragments, steps, and the execution engine's own plans; a record of any shape
 * @param rules {@code rules.json}
 * @param configuration {@code configuration.json}
 * @param commits {@code commits.json}
 */
public record ComplianceCapture(
    Record explanation, Rules rules, Configuration configuration, Commits commits) {

  /**
   * The rules that the run was held to, and what they did.
   *
   * @param providers the versions of the rules' providers, by name
   */
  public record Rules(
      String profile, String fingerprint, Map<String, String> providers, List<Rule> rules) {}

  /**
   * A rule and its impact.
   *
   * @param ruleClass the class that it belongs to
   * @param applied how often it was applied to the plan; 0 for rules that do not rewrite
   * @param viewsChanged the views whose trees it changed, in order
   * @param viewsDropped the views that it left out, in order
   */
  public record Rule(
      String name,
      String ruleClass,
      String purpose,
      Map<String, String> parameters,
      int applied,
      List<String> viewsChanged,
      List<String> viewsDropped) {}

  /**
   * What the run took place in.
   *
   * @param environment the name of the environment profile
   * @param configuration the settings that the execution engine honours
   * @param threads the threads that the run had on this machine
   * @param memoryBytes the memory pool that it had on this machine
   * @param versions of everything that takes part, by part
   */
  public record Configuration(
      String executionEngine,
      String environment,
      Map<String, String> configuration,
      int threads,
      long memoryBytes,
      Map<String, String> parameters,
      Map<String, String> versions,
      String envelopeHash) {}

  /** What was committed, in order. */
  public record Commits(List<Commit> commits) {}

  /**
   * A commit.
   *
   * @param contentDigest of the rows that it added; empty if none was computed
   */
  public record Commit(
      String tableName,
      Path deltaLocation,
      long deltaVersion,
      long rows,
      int filesAdded,
      int filesRemoved,
      long bytes,
      java.util.Optional<String> contentDigest) {}

  /** Where a capture is, or why there is none. */
  public sealed interface Written {

    /** It is in this folder. */
    record To(Path folder) implements Written {}

    /** It could not be written; the run has published nevertheless. */
    record Not(Diagnostic warning) implements Written {}
  }

  /**
   * Writes the capture of a run that has published.
   *
   * @param retention how long it is kept; {@code history prune} removes it afterwards
   */
  public Written write(Path outputRoot, String runId, Retention retention, Instant made) {
    try {
      Path folder = Captures.in(outputRoot).create(runId, retention, made);
      write(folder, "explanation", explanation);
      write(folder, "rules", rules);
      write(folder, "configuration", configuration);
      write(folder, "commits", commits);
      return new Written.To(folder);
    } catch (IOException | RuntimeException e) {
      // Whatever it is, the run has published, and its result must not be lost for that.
      return new Written.Not(
          Diagnostic.error(
                  "CA-COMPLIANCE-001",
                  "The compliance capture of the run " + runId + " could not be written: " + e)
              .withHint("The outputs are published; run again to capture")
              .asWarning());
    }
  }

  private static void write(Path folder, String part, Record document) throws IOException {
    Files.writeString(
        folder.resolve(part + ".json"),
        RecordJson.text(document),
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC);
  }
}
