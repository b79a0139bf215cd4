// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.history;

import java.nio.file.Path;

/**
 * Where the engine keeps what it knows besides the tables: a folder beside them that no table can
 * have the name of, and that readers of Delta tables ignore.
 */
public final class StateFolder {

  private static final String NAME = "_codeanatomy";

  private StateFolder() {}

  /** The folder below a folder of outputs; absolute. It need not exist. */
  public static Path of(Path outputRoot) {
    return outputRoot.toAbsolutePath().normalize().resolve(NAME);
  }
}
