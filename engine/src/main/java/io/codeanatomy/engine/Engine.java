// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.engine.Preparation.Listing;
import io.codeanatomy.engine.environment.Environment;
import io.codeanatomy.engine.environment.Machine;
import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.engine.execute.ExecutionEngine;
import io.codeanatomy.engine.execute.ExecutionSession;
import io.codeanatomy.engine.execute.duckdb.DuckDbEngine;
import io.codeanatomy.engine.publish.Publication;
import io.codeanatomy.engine.publish.PublishedOutput;
import io.codeanatomy.engine.publish.Publisher;
import io.codeanatomy.engine.publish.RunIdentity;
import io.codeanatomy.engine.publish.TableTarget;
import io.codeanatomy.engine.rules.RecordedTrace;
import io.codeanatomy.engine.rules.RuleCatalog;
import io.codeanatomy.engine.rules.RuleProvider;
import io.codeanatomy.engine.rules.RuleTrace;
import io.codeanatomy.engine.schema.RelationSchema;
import io.codeanatomy.engine.session.Envelope;
import io.codeanatomy.engine.session.Versions;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Validates and runs specs. Holds nothing between runs; safe for use by many threads. */
public final class Engine {

  private final DeltaStore store = DeltaStore.local();
  private final Preparation.Parts parts;

  private Engine(List<ExecutionEngine> engines, RuleCatalog rules) {
    Map<String, ExecutionEngine> byName = new TreeMap<>();
    engines.forEach(engine -> byName.put(engine.name(), engine));
    parts = new Preparation.Parts(store, byName, rules);
  }

  /**
   * An engine on the local machine, with the rules that are on the class path.
   *
   * @throws DiagnosticException if two providers of rules have one name
   */
  public static Engine create() {
    return new Engine(List.of(new DuckDbEngine()), RuleCatalog.installed());
  }

  /**
   * An engine on the local machine, with its own rules and those of the given providers alone.
   *
   * @throws DiagnosticException if two providers of rules have one name
   */
  public static Engine withRules(Collection<? extends RuleProvider> providers) {
    return new Engine(List.of(new DuckDbEngine()), RuleCatalog.withBuiltIn(providers));
  }

  /** The version of the engine. */
  public static String version() {
    return Versions.engine();
  }

  /**
   * Everything that is wrong with a run, errors and warnings, with their places in the document.
   * Reads the schemas of the inputs and outputs and nothing else; writes nothing. Values of
   * parameters and locations of outputs may be missing.
   */
  public List<Diagnostic> validate(Run run) {
    return DeepStack.call(() -> validated(run));
  }

  private List<Diagnostic> validated(Run run) {
    try {
      StageClock clock = new StageClock(RunObserver.NONE, new Cancellation());
      Preparation preparation = Preparation.of(run, parts, Listing.SCHEMAS, clock, RuleTrace.NONE);
      try (Publication publication =
          new Publisher(store).open(new RunIdentity("validate", Map.of()), preparation.targets())) {
        return warnings(run, preparation, publication);
      }
    } catch (DiagnosticException e) {
      return located(run, e).diagnostics();
    }
  }

  /**
   * What a run would do, and why. Reads the logs of the inputs and outputs and no data; writes
   * nothing. Values of parameters and locations of outputs may be missing.
   *
   * @throws DiagnosticException with everything that is wrong, as {@link #run} would
   */
  public RunPlan plan(Run run) {
    return DeepStack.call(() -> planned(run));
  }

  private RunPlan planned(Run run) {
    try {
      StageClock clock = new StageClock(RunObserver.NONE, new Cancellation());
      Preparation preparation = Preparation.of(run, parts, Listing.FILES, clock, RuleTrace.NONE);
      try (Publication publication =
          new Publisher(store).open(new RunIdentity("plan", Map.of()), preparation.targets())) {
        return new RunPlanner(run, preparation, publication).plan();
      }
    } catch (DiagnosticException e) {
      throw located(run, e);
    }
  }

  /**
   * How a run gets from its spec to its statements. Reads the logs of the inputs and no rows;
   * executes nothing and writes nothing. Values of parameters and locations of outputs may be
   * missing.
   *
   * @throws DiagnosticException with everything that is wrong, as {@link #run} would
   */
  public Explanation explain(Run run) {
    return DeepStack.call(() -> explain(run, preparation -> ExplainedPart.whole()));
  }

  /**
   * The same of one view: what concerns it, and all that it is made of.
   *
   * @param view a view, a parameter template or an input of the spec, whether an output needs it or
   *     not
   * @throws DiagnosticException with everything that is wrong, as {@link #run} would, or if the
   *     spec has no relation of this name
   */
  public Explanation explain(Run run, String view) {
    return DeepStack.call(() -> explain(run, preparation -> ExplainedPart.of(preparation, view)));
  }

  private Explanation explain(Run run, Function<Preparation, ExplainedPart> part) {
    try {
      StageClock clock = new StageClock(RunObserver.NONE, new Cancellation());
      RecordedTrace trace = new RecordedTrace();
      Preparation preparation = Preparation.of(run, parts, Listing.FILES, clock, trace);
      return new Explainer(run, preparation, trace, part.apply(preparation), store).explain();
    } catch (DiagnosticException e) {
      throw located(run, e);
    }
  }

  /**
   * The row type of a view, an input relation or a parameter template of a spec, whether an output
   * needs it or not. Reads the schemas of the inputs and nothing else.
   *
   * @throws DiagnosticException with everything that is wrong with the spec or its inputs, or if it
   *     has no relation of this name
   */
  public RelationSchema schema(Run run, String relation) {
    return DeepStack.call(() -> described(run, relation));
  }

  private RelationSchema described(Run run, String relation) {
    try {
      return new ViewSchemas(run, store).of(relation);
    } catch (DiagnosticException e) {
      throw located(run, e);
    }
  }

  /** Runs a spec and tells nobody how it gets on. */
  public RunResult run(Run run) {
    return run(run, RunObserver.NONE, new Cancellation());
  }

  /**
   * Runs a spec: all outputs are published, or none.
   *
   * @throws DiagnosticException with everything that is wrong; codes of the families CA-SPEC,
   *     CA-RULE, CA-PLAN and CA-INPUT say that the spec is invalid, all others that the run failed
   */
  public RunResult run(Run run, RunObserver observer, Cancellation cancellation) {
    return DeepStack.call(() -> done(run, observer, cancellation));
  }

  private RunResult done(Run run, RunObserver observer, Cancellation cancellation) {
    Instant startedAt = Instant.now();
    StageClock clock = new StageClock(observer, cancellation);
    Optional<ComplianceCaptures> capture = ComplianceCaptures.of(run);
    try {
      Preparation preparation =
          Preparation.of(
              run,
              parts,
              Listing.FILES,
              clock,
              capture.map(ComplianceCaptures::trace).orElse(RuleTrace.NONE));
      if (!preparation.missing().isEmpty()) {
        throw new DiagnosticException(preparation.missing());
      }
      RunResult result = execute(run, preparation, clock, cancellation, startedAt);
      return capture.isPresent() ? capture.get().captured(result, preparation, store) : result;
    } catch (DiagnosticException e) {
      throw located(run, e);
    }
  }

  /**
   * Runs what was prepared.
   *
   * @param preparation with nothing missing
   */
  RunResult execute(
      Run run,
      Preparation preparation,
      StageClock clock,
      Cancellation cancellation,
      Instant startedAt) {
    String runId = RunIds.next(startedAt);
    Envelope envelope = preparation.session().envelope();
    InputFiles files = preparation.files();
    Publication publication =
        new Publisher(store)
            .open(identity(run, preparation, runId, envelope), preparation.targets());
    // The publication closes first: the folders that were made for the scratch folder are around
    // it. What spills lies beside the outputs: it may be as large as they are, and /tmp may be in
    // memory.
    try (Scratch scratch = Scratch.create(OutputTargets.root(run, preparation.targets()), runId);
        publication) {
      PlanExecution.Outcome outcome;
      try (ExecutionSession session =
          preparation.executionEngine().open(config(preparation, scratch.path()))) {
        cancellation.onCancel(session::cancel);
        preparation.sources().bindDerived(preparation.fragments().inputColumns().keySet(), session);
        outcome =
            new PlanExecution(preparation.rules(), session, publication, digesting(run), clock)
                .run(preparation.plan(), preparation.inputs(), files.toRead());
      }
      EarlierDigests.check(
          preparation, OutputTargets.root(run, preparation.targets()), outcome.digests());
      List<PublishedOutput> published = clock.time("publish", () -> publication.prepare().commit());
      RunResult result =
          new RunResult(
              runId,
              envelope.specHash(),
              envelope.hash(),
              envelope.rulepackFingerprint(),
              preparation.planHash(),
              startedAt,
              Instant.now(),
              published.stream().map(output -> output(output, outcome)).toList(),
              preparation.inputs().stream().map(input -> input(input, files)).toList(),
              preparation.sources().changes().stream().map(Engine::changes).toList(),
              outcome.audits(),
              clock.stages(),
              warnings(run, preparation, publication),
              Optional.empty(),
              Optional.empty());
      return new RunRecords(run, preparation).recorded(result);
    }
  }

  /** Does a recorded run again, and tells nobody how it gets on. */
  public ReplayResult replay(Replay replay) {
    return replay(replay, RunObserver.NONE, new Cancellation());
  }

  /**
   * Does a recorded run again, from the same versions of the same inputs and in the same
   * environment, and compares what came out with what was recorded. Publishes nothing; if the
   * environment is another one, it runs nothing.
   *
   * @throws DiagnosticException if there is no such run, if its record is damaged, if an input
   *     cannot be read any more as it was, or if the run fails
   */
  public ReplayResult replay(Replay replay, RunObserver observer, Cancellation cancellation) {
    return DeepStack.call(() -> new Replayer(this, parts, replay).replay(observer, cancellation));
  }

  /** What is worth knowing of a run, located in its document. */
  static List<Diagnostic> warnings(Run run, Preparation preparation, Publication publication) {
    List<Diagnostic> warnings = new ArrayList<>(preparation.warnings());
    publication.notices().stream().map(run.document()::locate).forEach(warnings::add);
    return warnings;
  }

  private static RunIdentity identity(
      Run run, Preparation preparation, String runId, Envelope envelope) {
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("run_id", runId);
    run.document().spec().name().ifPresent(name -> provenance.put("spec_name", name));
    provenance.put("spec_hash", envelope.specHash());
    provenance.put("envelope_hash", envelope.hash());
    provenance.put("rulepack_fingerprint", preparation.rules().fingerprint());
    return new RunIdentity(runId, provenance);
  }

  private static ExecutionConfig config(Preparation preparation, Path scratch) {
    Environment environment = preparation.session().environment();
    return new ExecutionConfig(
        environment.threads(Machine.processors()),
        environment.memoryBytes(Machine.physicalMemory()),
        scratch,
        readableFolders(preparation),
        preparation.targets().stream().map(TableTarget::location).toList());
  }

  /** The tables' folders, and those of files that a log names by an absolute path. */
  static List<Path> readableFolders(Preparation preparation) {
    Set<Path> folders = new LinkedHashSet<>();
    preparation.inputs().forEach(input -> folders.add(input.snapshot().location()));
    List<Path> tables = List.copyOf(folders);
    preparation.files().byInput().values().stream()
        .flatMap(List::stream)
        .map(ScanFile::path)
        .filter(file -> tables.stream().noneMatch(file::startsWith))
        .forEach(file -> folders.add(file.getParent()));
    return List.copyOf(folders);
  }

  private static PlanExecution.Digesting digesting(Run run) {
    return run.contentDigests().under(run.document().spec().rulepackProfile())
        ? PlanExecution.Digesting.ON
        : PlanExecution.Digesting.OFF;
  }

  private static RunResult.Output output(PublishedOutput published, PlanExecution.Outcome outcome) {
    return new RunResult.Output(
        published.name(),
        published.location(),
        published.version(),
        RunResult.Status.written,
        "every run writes its outputs in this version",
        published.rows(),
        published.filesAdded(),
        published.filesRemoved(),
        published.bytes(),
        published.partitions(),
        Optional.ofNullable(outcome.digests().get(published.name())));
  }

  private static RunResult.Changes changes(BoundChanges bound) {
    RunResult.Changes.Form form =
        switch (bound.changes().form()) {
          case CHANGE_DATA_FEED -> RunResult.Changes.Form.change_data_feed;
          case FILE_DIFFERENCE -> RunResult.Changes.Form.file_difference;
        };
    return new RunResult.Changes(
        bound.view(),
        bound.input().name(),
        bound.changes().fromVersion(),
        bound.changes().toVersion(),
        form);
  }

  private static RunResult.Input input(BoundInput input, InputFiles files) {
    List<ScanFile> live = files.of(input.name());
    List<ScanFile> read = files.readOf(input.name());
    return new RunResult.Input(
        input.name(),
        input.snapshot().location(),
        input.snapshot().version(),
        input.schemaHash(),
        live.size(),
        read.size(),
        InputFiles.statistics(read).bytes(),
        InputFiles.statistics(live).rows());
  }

  /** The same faults with their lines and columns in the document. */
  private static DiagnosticException located(Run run, DiagnosticException failure) {
    List<Diagnostic> located = new ArrayList<>();
    failure.diagnostics().forEach(found -> located.add(run.document().locate(found)));
    DiagnosticException exception = new DiagnosticException(located);
    exception.initCause(failure);
    return exception;
  }
}
