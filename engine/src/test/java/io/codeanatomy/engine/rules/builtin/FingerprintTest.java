// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.engine.plan.CacheDecision;
import io.codeanatomy.engine.plan.SpanAlgorithm;
import io.codeanatomy.engine.rules.Rule;
import io.codeanatomy.engine.rules.RuleSet;
import io.codeanatomy.spec.ColumnContract;
import io.codeanatomy.spec.JoinGraph;
import io.codeanatomy.spec.RulepackProfile;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What moves the fingerprint of a rule set: everything but the places in the document. */
class FingerprintTest {

  private static final String POINTER = "/rule_intents/0";

  /** One rule of every record, and per component a rule that differs in it alone. */
  private static final Map<Rule, Map<String, Rule>> CHANGES = new LinkedHashMap<>();

  static {
    changes(
        new AuditConstraint(constraint("c"), POINTER),
        Map.of("constraint", new AuditConstraint(constraint("d"), POINTER)));
    changes(
        new CacheOverride("v", CacheDecision.Choice.INLINE),
        Map.of(
            "view", new CacheOverride("w", CacheDecision.Choice.INLINE),
            "choice", new CacheOverride("v", CacheDecision.Choice.MATERIALIZE)));
    changes(
        new DenyFunctions(Set.of("avg")),
        Map.of("functions", new DenyFunctions(Set.of("avg", "sum"))));
    changes(
        new DeterministicOnly(DeterministicOnly.Answer.WARN),
        Map.of("answer", new DeterministicOnly(DeterministicOnly.Answer.REFUSE)));
    changes(
        new EndpointIntegrity("e", "s", "t", "n", "i", POINTER),
        Map.of(
            "edges", new EndpointIntegrity("x", "s", "t", "n", "i", POINTER),
            "source", new EndpointIntegrity("e", "x", "t", "n", "i", POINTER),
            "target", new EndpointIntegrity("e", "s", "x", "n", "i", POINTER),
            "nodes", new EndpointIntegrity("e", "s", "t", "x", "i", POINTER),
            "nodeId", new EndpointIntegrity("e", "s", "t", "n", "x", POINTER)));
    changes(new MemoryBudget(1), Map.of("bytes", new MemoryBudget(2)));
    changes(new Parallelism(1), Map.of("threads", new Parallelism(2)));
    changes(new RequireEmpty("v", POINTER), Map.of("view", new RequireEmpty("w", POINTER)));
    changes(
        new RequiredColumns("r", List.of("a", "b"), POINTER),
        Map.of(
            "relation", new RequiredColumns("s", List.of("a", "b"), POINTER),
            "columns", new RequiredColumns("r", List.of("a, b"), POINTER)));
    changes(
        new PreservePushDown("i", POINTER), Map.of("input", new PreservePushDown("j", POINTER)));
    changes(
        new RequirePartitionPruning("i", POINTER),
        Map.of("input", new RequirePartitionPruning("j", POINTER)));
    changes(
        new RowLimit("o", 1, POINTER),
        Map.of("output", new RowLimit("p", 1, POINTER), "rows", new RowLimit("o", 2, POINTER)));
    changes(
        new SchemaContract("r", List.of(new ColumnContract("a", "bigint", true)), POINTER),
        Map.of(
            "relation",
            new SchemaContract("s", List.of(new ColumnContract("a", "bigint", true)), POINTER),
            "columns",
            new SchemaContract("r", List.of(new ColumnContract("a", "bigint", false)), POINTER)));
    changes(
        new SpanJoinAlgorithm(Optional.of("v"), SpanAlgorithm.hash),
        Map.of(
            "view", new SpanJoinAlgorithm(Optional.empty(), SpanAlgorithm.hash),
            "algorithm", new SpanJoinAlgorithm(Optional.of("v"), SpanAlgorithm.bins)));
    changes(
        new UniqueKey("r", List.of("a", "b"), POINTER),
        Map.of(
            "relation", new UniqueKey("s", List.of("a", "b"), POINTER),
            "columns", new UniqueKey("r", List.of("b", "a"), POINTER)));
  }

  private static void changes(Rule rule, Map<String, Rule> changed) {
    CHANGES.put(rule, changed);
  }

  private static JoinGraph.Constraint constraint(String name) {
    return new JoinGraph.Constraint(
        name, JoinGraph.ConstraintType.unique, List.of("r"), List.of("a"));
  }

  private static String fingerprint(Rule... rules) {
    return new RuleSet(RulepackProfile.Default, Map.of("codeanatomy", "1"), List.of(rules))
        .fingerprint();
  }

  /** The rules of the package, found in its folder of classes. */
  private static Set<Class<?>> ruleClasses() throws IOException, ClassNotFoundException {
    Set<Class<?>> classes =
        new TreeSet<>(java.util.Comparator.comparing((Class<?> type) -> type.getName()));
    String folder = FingerprintTest.class.getPackageName().replace('.', '/');
    try (Stream<Path> files = Files.list(Path.of("target/classes").resolve(folder))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.contains("$") && !name.startsWith("package-info")) {
          Class<?> type =
              Class.forName(
                  FingerprintTest.class.getPackageName()
                      + "."
                      + name.substring(0, name.length() - ".class".length()));
          if (Rule.class.isAssignableFrom(type)) {
            classes.add(type);
          }
        }
      }
    }
    return classes;
  }

  @Test
  void everyComponentOfEveryRuleHasAChange() throws Exception {
    Map<Class<?>, Set<String>> decided = new LinkedHashMap<>();
    CHANGES.forEach((rule, changed) -> decided.put(rule.getClass(), changed.keySet()));
    Set<Class<?>> classes = ruleClasses();
    assertThat(classes).hasSizeGreaterThan(18);
    for (Class<?> type : classes) {
      if (type.isRecord()) {
        Set<String> components = new TreeSet<>();
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getName)
            .filter(name -> !name.equals("pointer"))
            .forEach(components::add);
        assertThat(decided.get(type))
            .as("%s: a component without a decision", type.getSimpleName())
            .isNotNull()
            .containsExactlyInAnyOrderElementsOf(components);
      } else {
        // What has no parameters must have no fields that could make a difference.
        assertThat(type.getDeclaredFields())
            .as(type.getSimpleName())
            .allMatch(field -> Modifier.isStatic(field.getModifiers()));
      }
    }
  }

  @Test
  void everyComponentMovesTheFingerprint() {
    List<String> fingerprints = new ArrayList<>();
    CHANGES.forEach(
        (rule, changed) -> {
          fingerprints.add(fingerprint(rule));
          changed.values().forEach(other -> fingerprints.add(fingerprint(other)));
        });
    assertThat(fingerprints).doesNotHaveDuplicates().hasSizeGreaterThan(35);
  }

  @Test
  void whereTheSpecAsksForARuleDoesNotMatter() {
    assertThat(fingerprint(new RequireEmpty("v", "/rule_intents/1")))
        .isEqualTo(fingerprint(new RequireEmpty("v", POINTER)));
  }

  @Test
  void orderProfileAndProvidersMoveTheFingerprint() {
    Rule one = new MemoryBudget(1);
    Rule two = new Parallelism(1);
    Map<String, String> providers = Map.of("codeanatomy", "1");
    assertThat(
            Stream.of(
                    new RuleSet(RulepackProfile.Default, providers, List.of(one, two)),
                    new RuleSet(RulepackProfile.Default, providers, List.of(two, one)),
                    new RuleSet(RulepackProfile.Default, providers, List.of(one)),
                    new RuleSet(RulepackProfile.Default, providers, List.of()),
                    new RuleSet(RulepackProfile.Strict, providers, List.of(one, two)),
                    new RuleSet(
                        RulepackProfile.Default, Map.of("codeanatomy", "2"), List.of(one, two)),
                    new RuleSet(RulepackProfile.Default, Map.of("others", "1"), List.of(one, two)),
                    new RuleSet(
                        RulepackProfile.Default,
                        Map.of("codeanatomy", "1", "others", "1"),
                        List.of(one, two)))
                .map(RuleSet::fingerprint))
        .doesNotHaveDuplicates();
  }

  @Test
  void theFingerprintIsTheSameInEveryLocaleAndTimeZone() {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    Set<String> fingerprints = new TreeSet<>();
    try {
      for (String tag : List.of("en", "tr", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist")) {
        for (String id : List.of("UTC", "Pacific/Apia", "Asia/Kathmandu")) {
          Locale.setDefault(Locale.forLanguageTag(tag));
          TimeZone.setDefault(TimeZone.getTimeZone(id));
          fingerprints.add(fingerprint(CHANGES.keySet().toArray(Rule[]::new)));
        }
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
    assertThat(fingerprints).hasSize(1);
  }

  @Test
  void rulesSayWhatTheyDoInAFewWords() {
    assertThat(CHANGES.keySet())
        .allSatisfy(
            rule -> {
              assertThat(rule.name()).matches("[a-z]+(_[a-z]+)*");
              assertThat(rule.description()).matches("[a-z].*[^.]").hasSizeLessThan(80);
            });
  }
}
