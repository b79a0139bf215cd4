// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCommandTest {

  @TempDir Path folder;
  private GivenOrders given;
  private String orders;

  @BeforeEach
  void givenOrders() throws IOException {
    given = GivenOrders.in(folder);
    orders = given.tables().resolve("orders").toString();
  }

  private static Called schema(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "schema";
    System.arraycopy(words, 0, all, 1, words.length);
    return Called.with(all);
  }

  @Test
  void aTableIsShownWithItsColumnsInLine() {
    Called shown = schema("show", orders);
    assertThat(shown.code()).as(shown.err()).isZero();
    assertThat(shown.out().replaceAll("[0-9a-f]{64}", "HASH"))
        .isEqualTo(
            """
            %s@0

              Column    Type     NULL
              ────────  ───────  ────────
              id        bigint   nullable
              customer  varchar  nullable
              amount    bigint   nullable

              schema hash HASH
            """
                .formatted(orders));
    assertThat(schema("show", orders + "@0").out()).isEqualTo(shown.out());
  }

  @Test
  void aViewIsShownWithoutRunningIt() {
    Called shown = schema("show", given.spec().toString(), "total", "--format", "json");
    assertThat(shown.code()).as(shown.err()).isZero();
    assertThat(JsonValue.object(shown.out())).containsEntry("name", "total");
    assertThat(JsonValue.objects(JsonValue.object(shown.out()).get("columns")))
        .extracting(column -> column.get("path") + " " + column.get("type"))
        .containsExactly("customer varchar", "orders bigint");
    assertThat(given.output()).doesNotExist();
  }

  @Test
  void whatIsNotThereIsNamed() {
    Called view = schema("show", given.spec().toString(), "totl");
    assertThat(view.code()).isEqualTo(1);
    assertThat(view.err()).contains("CA-SCHEMA-002").contains("did you mean \"total\"?");
    Called table = schema("show", folder.resolve("nowhere").toString());
    assertThat(table.code()).isEqualTo(1);
    assertThat(table.err()).contains("CA-SCHEMA-001").contains("There is nothing at");
    Called version = schema("show", orders + "@7");
    assertThat(version.code()).isEqualTo(1);
    assertThat(version.err()).contains("Version 7 of").contains("versions 0 to 0 are there");
    assertThat(schema("show").code()).isEqualTo(64);
    assertThat(schema().code()).isEqualTo(64);
    assertThat(schema("diff", orders).code()).isEqualTo(64);
  }

  @Test
  void aSpecThatIsWrongIsSaidToBe() throws IOException {
    given.but("group_by: [customer]", "group_by: [custmer]");
    Called shown = schema("diff", orders, given.spec() + ":total");
    assertThat(shown.code()).isEqualTo(3);
    assertThat(shown.err()).contains("custmer").contains("spec.yaml:");
  }

  @Test
  void nothingDifferentEndsWithZero() {
    Called diff = schema("diff", orders, given.spec() + ":large_order");
    assertThat(diff.code()).as(diff.err()).isZero();
    assertThat(diff.out()).isEqualTo("--- %s@0\n+++ large_order\n\nidentical\n".formatted(orders));
  }

  @Test
  void differencesAreMarkedAndEndWithTwo() {
    Called diff = schema("diff", orders + "@0", given.spec() + ":total");
    assertThat(diff.code()).as(diff.err()).isEqualTo(2);
    assertThat(diff.out())
        .isEqualTo(
            """
            --- %s@0
            +++ total

                 Column  Before  After            Change
              ─  ──────  ──────  ───────────────  ────────
              -  id      bigint                   breaking
              -  amount  bigint                   breaking
              +  orders          bigint not null  breaking

            breaking: 3 differences
            """
                .formatted(orders));
    Called json = schema("diff", orders, given.spec() + ":total", "--format=json");
    assertThat(json.code()).isEqualTo(2);
    assertThat(JsonValue.object(json.out())).containsEntry("change", "breaking");
    assertThat(JsonValue.objects(JsonValue.object(json.out()).get("differences")))
        .extracting(d -> d.get("kind") + " " + d.get("path"))
        .containsExactly("removed id", "removed amount", "added orders");
  }

  @Test
  void columnsComeToAnOutputWithTheFlagOnly() throws IOException {
    assertThat(given.run().code()).isZero();
    given.but(
        "aggregations: [{function: count, alias: orders}]",
        "aggregations: [{function: count, alias: orders}, {function: sum, column: amount, alias: sum}]");
    Called refused = given.run();
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("CA-PUBLISH-020").contains("--allow-schema-evolution");
    Called done = given.run("--allow-schema-evolution");
    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.err()).contains("CA-PUBLISH-022").contains("sum of type bigint");
    String totals = given.output().resolve("totals").toString();
    Called diff = schema("diff", totals + "@0", totals);
    assertThat(diff.code()).isEqualTo(2);
    assertThat(diff.out()).contains("+  sum").endsWith("additive: 1 difference\n");
  }
}
