// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.engine.environment.EnvironmentProfile;
import io.codeanatomy.engine.execute.duckdb.DuckDbEngine;
import io.codeanatomy.engine.rules.RuleCatalog;
import io.codeanatomy.engine.rules.RuleSet;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.SpecDocument;
import io.codeanatomy.spec.SpecHashes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class SessionTest {

  private static final String YAML =
      """
      version: 1
      input_relations: [{logical_name: things, delta_location: things}]
      view_definitions: [{name: v, transform: {kind: Project, source: things, columns: [id]}}]
      output_targets: [{table_name: v, source_view: v}]
      rule_intents:
        - {class: CostShape, name: memory_budget, params: {bytes: 1GB}}
        - {class: CostShape, name: parallelism, params: {threads: 3}}
      """;

  private static final String JSON =
      """
      {"rule_intents": [
         {"params": {"bytes": "1GB"}, "name": "memory_budget", "class": "CostShape"},
         {"class": "CostShape", "name": "parallelism", "params": {"threads": 3}}],
       "output_targets": [{"source_view": "v", "table_name": "v"}],
       "view_definitions": [
         {"transform": {"columns": ["id"], "source": "things", "kind": "Project"}, "name": "v"}],
       "input_relations": [{"delta_location": "things", "logical_name": "things"}],
       "version": 1}
      """;

  private static Spec spec(String text) {
    return SpecDocument.parse(text, Optional.empty()).spec();
  }

  private static RuleSet rules(String text) {
    return RuleCatalog.withBuiltIn(List.of()).rules(spec(text), List.of());
  }

  private static Session.Builder complete(String text) {
    return Session.builder()
        .environment(EnvironmentProfile.large)
        .executionEngine(new DuckDbEngine())
        .rules(rules(text))
        .specHash(SpecHashes.of(spec(text)).specHash());
  }

  @Test
  void aSessionIsItsProfileAsItsRulesChangeIt() {
    RuleSet rules = rules(YAML);
    Session session = complete(YAML).rules(rules).build();
    assertThat(session.environment().profile()).isEqualTo(EnvironmentProfile.large);
    assertThat(session.environment().memoryBytes()).isEqualTo(1L << 30);
    assertThat(session.environment().threads(16)).isEqualTo(3);
    assertThat(session.rules()).isSameAs(rules);
    assertThat(session.envelope().rulepackFingerprint()).isEqualTo(rules(YAML).fingerprint());
    assertThat(session.envelope().configuration())
        .isEqualTo(Map.of("memory_bytes", "1073741824", "target_partitions", "3"));
    assertThat(session.envelope().versions())
        .containsKeys("engine", "duckdb", "calcite", "delta_kernel", "function_library");
  }

  @Test
  void aSessionWithoutOneOfItsPartsIsNotBuilt() {
    assertThatThrownBy(() -> Session.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A session needs an environment profile: call environment before build");
    Session.Builder builder = Session.builder().environment(EnvironmentProfile.small);
    assertThatThrownBy(builder::build)
        .hasMessage("A session needs an execution engine: call executionEngine before build");
    builder.executionEngine(new DuckDbEngine());
    assertThatThrownBy(builder::build)
        .hasMessage("A session needs a rule set: call rules before build");
    builder.rules(rules(YAML));
    assertThatThrownBy(builder::build)
        .hasMessage("A session needs the hash of a spec: call specHash before build");
    builder.specHash("0".repeat(64)).build();
  }

  @Test
  void whatWasGivenToABuilderDoesNotChangeASessionLater() {
    Map<String, String> parameters = new LinkedHashMap<>(Map.of("p", "1"));
    List<Envelope.Input> inputs = new ArrayList<>();
    Map<String, String> derived = new LinkedHashMap<>();
    Session.Builder builder = complete(YAML).parameters(parameters).inputs(inputs).derived(derived);
    Session session = builder.build();
    String hash = session.envelope().hash();
    parameters.put("p", "2");
    inputs.add(new Envelope.Input("things", "/t", 1, "0".repeat(64)));
    derived.put("delta_files(things)", "x");
    builder.environment(EnvironmentProfile.small);
    assertThat(session.envelope().hash()).isEqualTo(hash);
    assertThat(session.environment().profile()).isEqualTo(EnvironmentProfile.large);
    assertThat(builder.build().envelope().hash()).isNotEqualTo(hash);
    assertThatThrownBy(() -> session.envelope().parameters().put("p", "3"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> session.rules().rules().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void theEnvelopeIsTheSameForYamlAndJsonInEveryLocaleAndTimeZone() {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    Set<String> hashes = new LinkedHashSet<>();
    try {
      for (String tag : List.of("en", "tr", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist")) {
        for (String id : List.of("UTC", "Pacific/Apia", "Asia/Kathmandu")) {
          Locale.setDefault(Locale.forLanguageTag(tag));
          TimeZone.setDefault(TimeZone.getTimeZone(id));
          for (String text : List.of(YAML, JSON)) {
            hashes.add(
                complete(text)
                    .parameters(Map.of("i", "I"))
                    .inputs(List.of(new Envelope.Input("things", "/ı/İ", 12, "0".repeat(64))))
                    .build()
                    .envelope()
                    .hash());
          }
        }
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
    assertThat(hashes).hasSize(1);
  }

  @Test
  void everythingOfASessionMovesItsEnvelope() {
    List<Session> sessions =
        List.of(
            complete(YAML).build(),
            complete(YAML.replace("1GB", "2GB")).build(),
            complete(YAML).specHash("0".repeat(64)).build(),
            complete(YAML).parameters(Map.of("p", "1")).build(),
            complete(YAML)
                .inputs(List.of(new Envelope.Input("things", "/t", 1, "0".repeat(64))))
                .build(),
            complete(YAML).derived(Map.of("delta_files(things)", "x")).build(),
            complete(YAML).rules(rules(YAML + "rulepack_profile: Strict\n")).build());
    assertThat(sessions.stream().map(session -> session.envelope().hash())).doesNotHaveDuplicates();
  }
}
