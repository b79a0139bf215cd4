// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.history;

import io.codeanatomy.spec.CanonicalJson;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.JsonLayout;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.SpecDocument;
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
