// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart on a library of two classes; the spec is the real one. */
class QuickstartCommandTest {

  private static final Path SPEC = Path.of("../examples/cpg-java/cpg.yaml");

  private static final String STRING_UTILS =
      """
      package lib;

      public class StringUtils {
        /** Strips a {@code String}. Nothing more. */
        public static String strip(String str, int maxWidth) {
          return shorten(str, str.length() - maxWidth);
        }

        private static String shorten(String str, int by) {
          return str.substring(by);
        }
      }
      """;

  private static final String USER =
      """
      package lib;

      class User {
        String name() {
          return StringUtils.strip("some name", 4);
        }
      }
      """;

  @TempDir Path home;

  private Called quickstart(String... more) {
    String[] words = new String[1 + more.length];
    words[0] = "quickstart";
    System.arraycopy(more, 0, words, 1, more.length);
    return new Called.Caller().home(home.toAbsolutePath()).call(words);
  }

  private void givenTheExample() throws IOException {
    Path spec = home.resolve("examples/cpg-java/cpg.yaml");
    Files.createDirectories(spec.getParent());
    Files.copy(SPEC, spec);
  }

  private void givenSources(String user) throws IOException {
    Path jar = home.resolve("examples/target/quickstart/lib-1.0-sources.jar");
    Files.createDirectories(jar.getParent());
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("lib/StringUtils.java"));
      zip.write(STRING_UTILS.getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("lib/User.java"));
      zip.write(user.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void makesAGraphAndLooksIntoIt() throws IOException {
    givenTheExample();
    givenSources(USER);
    Called first = quickstart("--quiet");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err()).isEmpty();
    assertThat(first.out())
        .contains("lib-1.0-sources.jar")
        .contains("Extracted 2 files")
        .contains("cpg_nodes")
        .contains("spec hash")
        .containsPattern("materialize \\d+ views")
        .contains("public static String strip(String str, int maxWidth)")
        .contains("“Strips a String.”")
        .contains("member of  lib.StringUtils")
        .contains("calls      String.length, StringUtils.shorten")
        .contains("called by  User.name")
        .contains("Where to go next");
    assertThat(first.out().lines().filter(line -> !line.contains("delta_scan")))
        .allMatch(line -> line.length() <= 100 || line.contains(home.toString()), "100 columns");
    assertThat(home.resolve("build/quickstart/graph/cpg_nodes/_delta_log")).isDirectory();

    Called second = quickstart();
    assertThat(second.code()).as(second.err()).isZero();
    assertThat(second.err()).contains("extracted already");
    assertThat(second.out()).contains("Extracted before").contains("strip");

    givenSources(USER.replace("name()", "label()"));
    Called third = quickstart("--format", "json");
    Map<String, Object> document = JsonValue.object(third.out());
    assertThat(document.get("extraction")).as("other sources are extracted again").isNotNull();
    assertThat(document.get("run"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsKey("run_id");
    assertThat(document.get("sample"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("type", "lib.StringUtils")
        .containsEntry("method", "strip")
        .containsEntry("javadoc", "Strips a String.")
        .containsEntry("callers", List.of("User.label"));
  }

  @Test
  void needsACheckout() {
    Called called = Called.with("quickstart");
    assertThat(called.code()).isEqualTo(1);
    assertThat(called.err()).contains("CA-CLI-003").contains("a checkout");
  }

  @Test
  void needsTheSourcesThatTheBuildFetches() throws IOException {
    givenTheExample();
    Called called = quickstart();
    assertThat(called.code()).isEqualTo(1);
    assertThat(called.err()).contains("CA-CLI-003").contains("sources jar");
  }
}
