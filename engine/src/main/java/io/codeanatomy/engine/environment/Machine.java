// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.environment;

import java.lang.management.ManagementFactory;

/** What this machine has. */
public final class Machine {

  private Machine() {}

  /** The processors that this process may use. */
  public static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** The memory in bytes, of the container if there is one. */
  public static long physicalMemory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Runtime.getRuntime().maxMemory();
  }
}
