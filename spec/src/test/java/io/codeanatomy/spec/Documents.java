// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The documents that tests read. */
final class Documents {

  private Documents() {}

  /** The text of a test resource. */
  static String text(String name) {
    try (InputStream stream = Documents.class.getResourceAsStream("/" + name)) {
      if (stream == null) {
        throw new IllegalArgumentException("no test resource " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A spec that uses everything of the language. */
  static SpecDocument graph() {
    return SpecDocument.parse(text("good/graph.yaml"), Optional.empty());
  }

  /** What is wrong with a text, or nothing. */
  static List<Diagnostic> problems(String text) {
    try {
      SpecDocument.parse(text, Optional.empty());
      return List.of();
    } catch (DiagnosticException e) {
      return e.diagnostics();
    }
  }

  /** {@code CA-SPEC-004 3:7 message} */
  static List<String> problemLines(String text) {
    return problems(text).stream()
        .map(
            d ->
                d.code()
                    + " "
                    + d.line().orElse(0)
                    + ":"
                    + d.column().orElse(0)
                    + " "
                    + d.message())
        .toList();
  }
}
