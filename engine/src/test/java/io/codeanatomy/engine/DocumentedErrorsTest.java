// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code of the engine has a section in {@code docs/errors.md}, and every section a code. */
class DocumentedErrorsTest {

  private static final String FAMILIES =
      "CA-(?:RULE|INPUT|PLAN|RUN|PUBLISH|INGEST|SCHEMA|HISTORY|REPLAY|COMPLIANCE)-\\d{3}";
  private static final Pattern CODE = Pattern.compile("\"(" + FAMILIES + ")\"");
  private static final Pattern HEADING = Pattern.compile("(?m)^### (" + FAMILIES + ") \\S.*$");

  @Test
  void everyCodeHasASectionAndEverySectionACode() throws IOException {
    // Tests run in the module's folder.
    TreeSet<String> codes = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
      for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
        CODE.matcher(Files.readString(source)).results().forEach(r -> codes.add(r.group(1)));
      }
    }
    List<String> headings =
        HEADING
            .matcher(Files.readString(Path.of("..", "docs", "errors.md")))
            .results()
            .map(r -> r.group(1))
            .toList();
    assertThat(headings).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(headings)).isEqualTo(codes);
  }
}
