// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.examples.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.engine.Engine;
import io.codeanatomy.engine.Run;
import io.codeanatomy.engine.RunResult;
import io.codeanatomy.engine.ingest.LoadSource;
import io.codeanatomy.engine.ingest.TableLoader;
import io.codeanatomy.engine.query.TableQuery;
import io.codeanatomy.engine.rules.IntentDeclaration;
import io.codeanatomy.engine.rules.RuleCatalog;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.SpecDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spec with intents of this module, run by the engine, which finds the module as a service. */
class PrivacyRulesTest {

  private static final String SPEC =
      """
      version: 1
      input_relations:
        - {logical_name: customers, delta_location: customers}
      view_definitions:
        - {name: customer, transform: {kind: Project, source: customers, columns: [customer_id, name, city]}}
      output_targets:
        - {table_name: customer, source_view: customer}
      """;

  @TempDir Path folder;

  @BeforeEach
  void givenCustomers() {
    TableLoader.load(List.of(LoadSource.of("customers", "../load-csv/data/customers.csv")), folder);
  }

  private RunResult run(String intents) {
    return Engine.create()
        .run(
            Run.of(SpecDocument.parse(SPEC + intents, Optional.empty()))
                .inputsFrom(folder)
                .outputRoot(folder.resolve("out")));
  }

  private static String intent(String name, String pattern) {
    return "rule_intents: [{name: %s, class: Safety, params: {pattern: '%s'}}]\n"
        .formatted(name, pattern);
  }

  private List<Map<String, String>> published(String sql) {
    try (TableQuery query =
        TableQuery.open(Map.of("customer", folder.resolve("out").resolve("customer")))) {
      return query.rows(sql, 100);
    }
  }

  @Test
  void theEngineFindsTheModule() {
    assertThat(RuleCatalog.installed().intents())
        .extracting(IntentDeclaration::name)
        .contains("forbid_columns", "mask_columns", "require_empty");
    assertThat(RuleCatalog.installed().providers()).containsEntry("privacy-example", "1");
  }

  @Test
  void aForbiddenColumnIsNotPublished() {
    assertThatThrownBy(() -> run(intent("forbid_columns", "(?i).*NAME")))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("CA-RULE-900")
        .hasMessageContaining("The output 'customer' would publish the column 'name'");
    assertThat(folder.resolve("out").resolve("customer")).doesNotExist();
    assertThat(run(intent("forbid_columns", ".*email.*")).outputs()).hasSize(1);
  }

  @Test
  void aMaskedColumnIsPublishedAsNull() {
    run("");
    assertThat(published("SELECT count(name) AS n FROM customer WHERE city IS NOT NULL"))
        .isNotEqualTo(List.of(Map.of("n", "0")));
    run(intent("mask_columns", "name|phone"));
    assertThat(published("SELECT count(name) AS n FROM customer WHERE city IS NOT NULL"))
        .isEqualTo(List.of(Map.of("n", "0")));
  }

  @Test
  void theRulesAreInTheFingerprint() {
    String none = run("").rulepackFingerprint();
    String names = run(intent("mask_columns", "name")).rulepackFingerprint();
    String cities = run(intent("mask_columns", "city")).rulepackFingerprint();
    assertThat(List.of(none, names, cities)).doesNotHaveDuplicates();
    assertThat(run(intent("mask_columns", "name")).rulepackFingerprint()).isEqualTo(names);
  }

  @Test
  void parametersAreCheckedAsThoseOfTheEngine() {
    assertThat(refusal(intent("forbid_columns", "(")))
        .isEqualTo(
            "CA-RULE-901: '(' is no regular expression: Unclosed group. The syntax is that of"
                + " java.util.regex.Pattern");
    assertThat(
            refusal(
                "rule_intents: [{name: mask_columns, class: Safety, params: {pattern: x, patern:"
                    + " x}}]\n"))
        .startsWith("CA-RULE-003: The intent 'mask_columns' has no parameter 'patern'.")
        .contains("did you mean \"pattern\"?");
    assertThat(refusal("rule_intents: [{name: forbid_colums, class: Safety}]"))
        .startsWith("CA-RULE-001: There is no rule intent 'forbid_colums'.")
        .contains("did you mean \"forbid_columns\"?");
  }

  /** The one thing that a run is refused for, with its hint. */
  private String refusal(String intents) {
    try {
      run(intents);
    } catch (DiagnosticException e) {
      assertThat(e.diagnostics()).hasSize(1);
      Diagnostic found = e.diagnostics().get(0);
      return found.code() + ": " + found.message() + ". " + found.hint().orElse("");
    }
    throw new AssertionError("the run was not refused");
  }
}
