// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.codeanatomy.spec.CanonicalJson;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.JsonLayout;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.SpecDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A spec as a run had it. It is kept as text, since a later version of the engine may write the
 * same spec in another way.
 *
 * @param json the canonical text, without white space
 */
public record RecordedSpec(String json) {

  /** The canonical text of a spec. */
  static RecordedSpec of(Spec spec) {
    return new RecordedSpec(CanonicalJson.of(spec));
  }

  /** What people call the spec, if they do; told whether or not this version reads the spec. */
  public Optional<String> name() {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isName = parser.currentName().equals("name");
        if (parser.nextToken() == JsonToken.VALUE_STRING && isName) {
          return Optional.of(parser.getText());
        }
        parser.skipChildren();
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("a recorded spec is JSON", e);
    }
  }

  /**
   * The spec as a document.
   *
   * @param folder what its relative locations are relative to
   * @throws DiagnosticException if this version of the engine does not read it
   */
  public SpecDocument document(Path folder) {
    return SpecDocument.parse(
        JsonLayout.indented(json), Optional.of(folder.resolve("recorded-spec.json")));
  }
}
