// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every document in {@code bad/} has exactly the faults that it names, see {@link BadDocument}. */
class BadDocumentsTest {

  static List<BadDocument> documents() throws IOException {
    return BadDocument.in(Path.of("src/test/resources/bad"));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aBadDocumentHasExactlyTheDiagnosticsThatItNames(BadDocument document) {
    document.verify(diagnostics(document));
  }

  @Test
  void everyCodeHasABadDocument() throws IOException {
    Set<String> met = new TreeSet<>();
    // A file that is not there cannot be a test resource: SpecReaderTest has it.
    met.add(SpecErrorCode.UNREADABLE.text());
    for (BadDocument document : documents()) {
      met.addAll(document.codes());
    }
    assertThat(met)
        .containsExactlyElementsOf(
            Arrays.stream(SpecErrorCode.values()).map(SpecErrorCode::text).sorted().toList());
  }

  private static List<Diagnostic> diagnostics(BadDocument document) {
    try {
      return SpecValidator.validate(document.read());
    } catch (DiagnosticException e) {
      return e.diagnostics();
    }
  }
}
