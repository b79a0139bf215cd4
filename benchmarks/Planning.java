// SPDX-License-Identifier: Apache-2.0
import io.codeanatomy.engine.execute.PhysicalPlan;
import io.codeanatomy.engine.execute.duckdb.DuckDbEngine;
import io.codeanatomy.engine.plan.DeclaredKeys;
import io.codeanatomy.engine.plan.Fragment;
import io.codeanatomy.engine.plan.FragmentCutter;
import io.codeanatomy.engine.plan.FragmentedPlan;
import io.codeanatomy.engine.plan.GeneratedSpecs;
import io.codeanatomy.engine.plan.InputStatistics;
import io.codeanatomy.engine.plan.LogicalPlan;
import io.codeanatomy.engine.plan.LogicalPlanner;
import io.codeanatomy.engine.plan.PlanningFacts;
import io.codeanatomy.engine.rules.Analysis;
import io.codeanatomy.engine.rules.RuleCatalog;
import io.codeanatomy.engine.rules.RulePipeline;
import io.codeanatomy.engine.rules.RuleTrace;
import io.codeanatomy.spec.SpecDocument;
import io.codeanatomy.spec.SpecValidator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/**
 * Plans one generated spec several times in one process, and prints a line of JSON for each: the
 * seconds of every stage, the bytes allocated, the heap that is used afterwards, the size of what
 * came out. Called by {@code benchmarks/planning}.
 */
public final class Planning {

  private Planning() {}

  public static void main(String[] words) {
    int size = Integer.parseInt(words[1]);
    String text =
        words[0].equals("diamonds")
            ? GeneratedSpecs.diamonds(size)
            : GeneratedSpecs.shared(size, new Random(42));
    for (int i = 0; i < Integer.parseInt(words[2]); i++) {
      System.out.println(plan(text));
    }
  }

  private static String plan(String text) {
    Map<String, Object> figures = new LinkedHashMap<>();
    long allocated = allocated();
    long cpu = cpu();
    long begin = System.nanoTime();
    SpecDocument document = SpecDocument.parse(text, Optional.empty());
    long parsed = System.nanoTime();
    if (SpecValidator.validate(document).stream().anyMatch(found -> found.isError())) {
      throw new IllegalStateException("the generated spec is invalid");
    }
    long validated = System.nanoTime();
    LogicalPlan logical = LogicalPlanner.plan(document.spec(), GeneratedSpecs.inputs());
    long planned = System.nanoTime();
    RulePipeline.Outcome ruled =
        RulePipeline.apply(
            RuleCatalog.withBuiltIn(List.of()).rules(document.spec(), List.of()),
            new Analysis(document.spec(), logical, Set.of(), Map.of()),
            RuleTrace.NONE);
    long rewritten = System.nanoTime();
    FragmentedPlan fragments = FragmentCutter.cut(ruled.plan(), Set.of(), facts(document));
    PhysicalPlan physical = PhysicalPlan.of(fragments);
    long cut = System.nanoTime();
    DuckDbEngine engine = new DuckDbEngine();
    long characters = 0;
    for (Fragment fragment : fragments.materialized()) {
      characters += engine.sql(fragment).length();
    }
    for (FragmentedPlan.OutputFragment output : fragments.outputs()) {
      characters += engine.sql(output.fragment()).length();
    }
    long end = System.nanoTime();
    figures.put("parse", (parsed - begin) / 1e9);
    figures.put("validate", (validated - parsed) / 1e9);
    figures.put("plan", (planned - validated) / 1e9);
    figures.put("rules", (rewritten - planned) / 1e9);
    figures.put("cut", (cut - rewritten) / 1e9);
    figures.put("sql", (end - cut) / 1e9);
    figures.put("total", (end - begin) / 1e9);
    figures.put("cpu", (cpu() - cpu) / 1e9);
    figures.put("allocated", allocated() - allocated);
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    figures.put("heap", runtime.totalMemory() - runtime.freeMemory());
    java.lang.ref.Reference.reachabilityFence(fragments);
    java.lang.ref.Reference.reachabilityFence(physical);
    figures.put("views", logical.views().size());
    figures.put("materialized", fragments.materialized().size());
    figures.put("outputs", fragments.outputs().size());
    figures.put("steps", physical.steps().size());
    figures.put("characters", characters);
    StringBuilder json = new StringBuilder("{");
    figures.forEach(
        (name, value) ->
            json.append(json.length() > 1 ? ", " : "").append("\"" + name + "\": " + value));
    return json.append("}").toString();
  }

  private static PlanningFacts facts(SpecDocument document) {
    Map<String, InputStatistics> inputs = new LinkedHashMap<>();
    GeneratedSpecs.inputs()
        .keySet()
        .forEach(
            name ->
                inputs.put(
                    name, new InputStatistics(OptionalLong.of(100_000), 2_000_000, 1)));
    return new PlanningFacts(
        inputs,
        DeclaredKeys.of(document.spec()),
        2L << 30,
        Map.of(),
        PlanningFacts.Boundaries.BY_COST);
  }

  /** The processor's time of this thread, which a busy machine does not stretch. */
  private static long cpu() {
    return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean)
            java.lang.management.ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
