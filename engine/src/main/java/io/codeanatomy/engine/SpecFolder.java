// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import java.nio.file.Path;

/** The folder that relative locations of a spec are relative to. */
final class SpecFolder {

  private SpecFolder() {}

  /** The folder of the spec's file; the working folder for a spec that has none. */
  static Path of(Run run) {
    return run.document()
        .path()
        .map(file -> file.toAbsolutePath().getParent())
        .orElseGet(() -> Path.of("").toAbsolutePath());
  }
}
