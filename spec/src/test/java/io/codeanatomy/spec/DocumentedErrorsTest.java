// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentedErrorsTest {

  private static final Pattern HEADING = Pattern.compile("(?m)^### (CA-SPEC-\\d+) \\S.*$");

  @Test
  void everyCodeHasASectionAndEverySectionACodeInOrder() throws IOException {
    // Tests run in the module's folder.
    String page = Files.readString(Path.of("..", "docs", "errors.md"));
    List<String> headings =
        HEADING.matcher(page).results().map((MatchResult result) -> result.group(1)).toList();
    assertThat(headings)
        .containsExactlyElementsOf(
            Arrays.stream(SpecErrorCode.values()).map(SpecErrorCode::text).sorted().toList());
  }
}
