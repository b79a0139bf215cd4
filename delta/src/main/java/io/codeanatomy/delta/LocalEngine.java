// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.MetricsReporter;
import java.util.List;

/** Delta Kernel's engine on {@link LocalFileIO}. Holds no state, so one serves all threads. */
final class LocalEngine extends DefaultEngine {

  LocalEngine() {
    super(new LocalFileIO());
  }

  /** None: the default one turns every operation into JSON for a log that nobody reads. */
  @Override
  public List<MetricsReporter> getMetricsReporters() {
    return List.of();
  }
}
