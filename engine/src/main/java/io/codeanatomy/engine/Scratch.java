// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.engine.execute.RunFolder;
import io.codeanatomy.spec.DiagnosticException;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder that a run spills into; it goes with the run. */
final class Scratch implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(Scratch.class);

  private final RunFolder folder;

  private Scratch(RunFolder folder) {
    this.folder = folder;
  }

  static Scratch create(Path parent, String runId) {
    try {
      return new Scratch(RunFolder.create(parent, "scratch", runId));
    } catch (IOException e) {
      throw new DiagnosticException(RunErrors.noScratch(parent, String.valueOf(e.getMessage())), e);
    }
  }

  Path path() {
    return folder.path();
  }

  /**
   * A folder that cannot be removed is no reason to fail: it is hidden, and the next run sweeps it.
   */
  @Override
  public void close() {
    try {
      folder.close();
    } catch (IOException e) {
      LOGGER.warn("The temporary folder {} could not be removed", folder.path(), e);
    }
  }
}
