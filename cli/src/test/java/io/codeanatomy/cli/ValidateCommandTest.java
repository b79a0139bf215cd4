// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

  @TempDir Path folder;
  private GivenOrders given;

  @BeforeEach
  void givenOrders() throws IOException {
    given = GivenOrders.in(folder);
  }

  private Called validate(String... more) {
    String[] words = new String[2 + more.length];
    words[0] = "validate";
    words[1] = given.spec().toString();
    System.arraycopy(more, 0, words, 2, more.length);
    return Called.with(words);
  }

  @Test
  void aValidSpecIsSaidToBe() {
    Called validated = validate();
    assertThat(validated.code()).as(validated.err()).isZero();
    assertThat(validated.out())
        .isEqualTo(given.spec() + " is valid: 1 input, 3 views, 2 outputs\n");
    assertThat(validated.err()).isEmpty();
  }

  @Test
  void aValidSpecAsJson() {
    assertThat(JsonValue.object(validate("--format", "json").out()))
        .containsEntry("valid", true)
        .containsKey("diagnostics");
  }

  @Test
  void allFaultsAreToldAtOnce() throws IOException {
    given
        .but("source: large_order\n", "source: larg_order\n")
        .but("source_view: total", "source_view: totl");
    assertThat(validate().err()).contains("larg_order").contains("totl");
  }

  @Test
  void faultsAreDataOnlyInJson() throws IOException {
    given.but("source_view: total", "source_view: totl");
    Called text = validate();
    assertThat(text.code()).isEqualTo(3);
    assertThat(text.out()).isEmpty();
    assertThat(text.err()).contains("error[CA-SPEC-").contains("did you mean");
    Called json = validate("--format=json");
    assertThat(json.code()).isEqualTo(3);
    assertThat(json.err()).isEmpty();
    assertThat(JsonValue.object(json.out())).containsEntry("valid", false);
    assertThat(JsonValue.objects(JsonValue.object(json.out()).get("diagnostics"))).isNotEmpty();
  }

  @Test
  void aSpecThatIsNotThereIsInvalid() {
    Called validated = Called.with("validate", folder.resolve("no.yaml").toString());
    assertThat(validated.code()).isEqualTo(3);
    assertThat(validated.err()).contains("CA-SPEC-001").contains("no.yaml");
  }

  @Test
  void aMissingInputIsInvalid() {
    Called validated = validate("--inputs", folder.resolve("empty").toString());
    assertThat(validated.code()).isEqualTo(3);
    assertThat(validated.err()).contains("CA-INPUT-001");
  }

  @Test
  void anUnknownInputNameIsInvalid() {
    Called validated = validate("--input", "ordres=" + given.tables());
    assertThat(validated.code()).isEqualTo(3);
    assertThat(validated.err()).contains("CA-INPUT-006").contains("orders");
  }

  @Test
  void aProfileHoldsTheSpecToItsRules() {
    Called validated = validate("--profile", "Strict");
    assertThat(validated.code()).isEqualTo(3);
    assertThat(validated.err()).contains("CA-RULE-022").contains("output_schema: [{name: ");
  }

  @Test
  void theProfileOfTheCommandIsStrongerThanTheSpecs() throws IOException {
    given.but("name: orders\n", "name: orders\nrulepack_profile: Strict\n");
    assertThat(validate().code()).isEqualTo(3);
    assertThat(validate("--profile", "Default").code()).isZero();
  }

  @Test
  void writesNothing() throws IOException {
    validate("--output", given.output().toString());
    assertThat(given.output()).doesNotExist();
  }

  @Test
  void checksTheOutputFolderIfAskedTo() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(validate("--output", file + "/out").code()).isEqualTo(3);
  }

  @Test
  void coloursAreForTerminalsThatWantThem() throws IOException {
    given.but("source_view: total", "source_view: totl");
    String[] words = {"validate", given.spec().toString()};
    String[] plain = {"validate", given.spec().toString(), "--no-color"};
    assertThat(new Called.Caller().atTerminal().call(words).err()).contains("\u001b[");
    assertThat(new Called.Caller().call(words).err()).doesNotContain("\u001b[");
    assertThat(new Called.Caller().atTerminal().call(plain).err()).doesNotContain("\u001b[");
    assertThat(new Called.Caller().atTerminal().environment("NO_COLOR", "1").call(words).err())
        .doesNotContain("\u001b[");
    assertThat(new Called.Caller().atTerminal().environment("NO_COLOR", "").call(words).err())
        .as("an empty NO_COLOR says nothing")
        .contains("\u001b[");
  }
}
