// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.engine.execute.RunFolder;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder that a run spills into, or a replay runs in; it goes with it. */
final class Scratch implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(Scratch.class);

  private final RunFolder folder;

  private Scratch(RunFolder folder) {
    this.folder = folder;
  }

  /**
   * The folder of a run's temporary files.
   *
   * @throws DiagnosticException if it cannot be made
   */
  static Scratch create(Path parent, String runId) {
    return create(parent, "scratch", runId, RunErrors::noScratch);
  }

  /**
   * The folder of everything that a replay makes.
   *
   * @throws DiagnosticException if it cannot be made
   */
  static Scratch ofReplay(Path parent, String runId) {
    return create(parent, "replay", runId, ReplayErrors::noScratch);
  }

  private static Scratch create(
      Path parent, String purpose, String runId, BiFunction<Path, String, Diagnostic> fault) {
    try {
      return new Scratch(RunFolder.create(parent, purpose, runId));
    } catch (IOException e) {
      throw new DiagnosticException(fault.apply(parent, String.valueOf(e.getMessage())), e);
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
