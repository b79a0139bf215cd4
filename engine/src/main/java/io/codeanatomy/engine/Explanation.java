// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.engine.environment.EnvironmentProfile;
import io.codeanatomy.engine.execute.PhysicalPlan;
import io.codeanatomy.engine.plan.CacheDecision;
import io.codeanatomy.engine.plan.RowEstimate;
import io.codeanatomy.engine.plan.SpanJoinDecision;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.RulepackProfile;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How a run gets from its spec to its statements: the plan as the spec has it, what every rule made
 * of it, the fragments that it was cut into, the steps, and what the execution engine makes of
 * each.
 *
 * <p>Trees are lists of lines, an operator each, two blanks deeper than the one that it is an input
 * of; lines are of any length and hold no line breaks.
 *
 * @param view the view that is explained with all that it is made of; empty for the whole plan
 * @param inputs the input relations, with what is read of them
 * @param rules the rules of the run, in order
 * @param written the views as the spec has them, each after what it reads
 * @param applications what the logical rules did, in order
 * @param fragments the statements, in the order of their steps
 * @param steps what is done, in order
 * @param cacheDecisions for every view that is read, each after what it reads
 * @param spanJoins how the span joins are computed, in the order of the views that they are in
 * @param executionPlans how the execution engine would execute each fragment
 * @param missing what a run would still need: values of parameters, locations of outputs
 */
public record Explanation(
    Hashes hashes,
    Setting setting,
    Optional<String> view,
    List<Input> inputs,
    List<Rule> rules,
    List<View> written,
    List<Application> applications,
    List<Fragment> fragments,
    List<Step> steps,
    List<CacheDecision> cacheDecisions,
    List<SpanJoinDecision> spanJoins,
    List<ExecutionPlan> executionPlans,
    List<Diagnostic> missing,
    List<Diagnostic> warnings) {

  public Explanation {
    inputs = List.copyOf(inputs);
    rules = List.copyOf(rules);
    written = List.copyOf(written);
    applications = List.copyOf(applications);
    fragments = List.copyOf(fragments);
    steps = List.copyOf(steps);
    cacheDecisions = List.copyOf(cacheDecisions);
    spanJoins = List.copyOf(spanJoins);
    executionPlans = List.copyOf(executionPlans);
    missing = List.copyOf(missing);
    warnings = List.copyOf(warnings);
  }

  /**
   * What the whole plan is known by, in lower-case hex.
   *
   * @param spec what would be computed
   * @param plan how; the same for all values of parameters
   * @param rulepackFingerprint the rules that the run would be held to
   * @param envelope all that the result would depend on
   */
  public record Hashes(String spec, String plan, String rulepackFingerprint, String envelope) {}

  /**
   * What the run would take place in.
   *
   * @param profile the rules' profile
   * @param environment chosen from the size of the inputs unless it was given
   * @param configuration the effective settings that the execution engine honours, by their names
   * @param parameters the values of parameters, by name
   * @param versions of everything that takes part, by part
   */
  public record Setting(
      RulepackProfile profile,
      String executionEngine,
      EnvironmentProfile environment,
      Map<String, String> configuration,
      Map<String, String> parameters,
      Map<String, String> versions) {

    public Setting {
      configuration = Collections.unmodifiableMap(new TreeMap<>(configuration));
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
      versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    }
  }

  /**
   * An input relation, and what is read of it.
   *
   * @param isRead whether an output or an audit reads it; if not, there are no figures
   * @param columns those that are read, in order
   * @param rows the live rows; empty if its log does not know them
   * @param pruning which of its files are read
   */
  public record Input(
      String logicalName,
      Path deltaLocation,
      long deltaVersion,
      String schemaHash,
      boolean isRead,
      List<String> columns,
      OptionalLong rows,
      Pruning pruning) {

    public Input {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Which files of an input are read, by what is known without reading them.
   *
   * @param filesConsidered the data files of the snapshot
   * @param filesRead those that may hold a row that counts
   * @param bytesConsidered the bytes of all data files
   * @param bytesRead those of the files that are read
   * @param predicate what the rows must fulfil that count, as text; empty if all do
   * @param notUsed predicates that no file could be left out by, as texts
   * @param rowGroupsConsidered the row groups of the files that are read; empty if nobody looked
   * @param rowGroupsMatching those that may hold a row that counts
   */
  public record Pruning(
      int filesConsidered,
      int filesRead,
      long bytesConsidered,
      long bytesRead,
      Optional<String> predicate,
      List<String> notUsed,
      OptionalInt rowGroupsConsidered,
      OptionalInt rowGroupsMatching) {

    public Pruning {
      notUsed = List.copyOf(notUsed);
    }
  }

  /**
   * A rule of the run.
   *
   * @param ruleClass the class that it belongs to
   * @param purpose what it is for: an optimization can be turned off
   * @param parameters all that its effect depends on besides what it is applied to
   */
  public record Rule(
      String name,
      String ruleClass,
      Purpose purpose,
      Map<String, String> parameters,
      String description) {

    public Rule {
      parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** What a rule is for. */
    public enum Purpose {
      /** It decides what may be computed or published. */
      policy,
      /** It makes a run faster and never changes a result. */
      optimization
    }
  }

  /**
   * A view as the spec has it.
   *
   * @param columns its columns with their types
   * @param reads the relations that it reads
   * @param isNeeded whether it is in the way of an output or an audit
   */
  public record View(
      String name, List<String> columns, List<String> reads, boolean isNeeded, List<String> tree) {

    public View {
      columns = List.copyOf(columns);
      reads = List.copyOf(reads);
      tree = List.copyOf(tree);
    }
  }

  /**
   * A logical rule that was applied; one that is repeated until nothing changes is there as often.
   *
   * @param considered how many views it was given
   * @param changes the views whose trees it changed
   * @param dropped the views that it left out
   * @param added the views that it put in
   */
  public record Application(
      String rule, int considered, List<Change> changes, List<String> dropped, List<String> added) {

    public Application {
      changes = List.copyOf(changes);
      dropped = List.copyOf(dropped);
      added = List.copyOf(added);
    }

    /** A view whose tree was changed. */
    public record Change(String view, List<String> before, List<String> after) {

      public Change {
        before = List.copyOf(before);
        after = List.copyOf(after);
      }
    }

    /** Whether the plan was left as it was. */
    public boolean isWithoutEffect() {
      return changes.isEmpty() && dropped.isEmpty() && added.isEmpty();
    }
  }

  /**
   * What becomes one statement.
   *
   * @param step the name of its step
   * @param hash its identity in lower-case hex, values of parameters included
   * @param reads the inputs and materialised views that it reads
   * @param tables the views that it computes on the way, each after what it reads, and its result
   *     as the last
   */
  public record Fragment(String step, String hash, List<String> reads, List<Table> tables) {

    public Fragment {
      reads = List.copyOf(reads);
      tables = List.copyOf(tables);
    }

    /** The names of the views that the statement computes on the way. */
    public List<String> inlined() {
      return tables.subList(0, tables.size() - 1).stream().map(Table::name).toList();
    }

    /** A named tree. */
    public record Table(String name, List<String> tree) {

      public Table {
        tree = List.copyOf(tree);
      }
    }
  }

  /**
   * A step of the physical plan.
   *
   * @param name the relation or the table that it is about
   * @param estimate the rows that it gives; nothing for an audit, which must find none, and for a
   *     release
   */
  public record Step(PhysicalPlan.Kind kind, String name, RowEstimate estimate) {

    /** The step as stages of a run are called. */
    public String title() {
      return kind + " " + name;
    }
  }

  /**
   * How the execution engine would execute a fragment.
   *
   * @param step the name of its step
   * @param standIns the relations that only a run computes, with the rows that the engine was told
   *     they have; it does not know more of them, and a run may well choose otherwise
   * @param plan the engine's own tree; empty if it cannot be told
   * @param unknown why it cannot be told
   */
  public record ExecutionPlan(
      String step, Map<String, Long> standIns, List<String> plan, Optional<String> unknown) {

    public ExecutionPlan {
      standIns = Collections.unmodifiableMap(new TreeMap<>(standIns));
      plan = List.copyOf(plan);
    }
  }
}
