// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.Engine;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} shows, and what an internal error tells about. */
final class Versions implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {line()};
  }

  /** {@code codeanatomy 0.1.0 (Java 17.0.15, Linux amd64)}. */
  static String line() {
    return "codeanatomy "
        + Engine.version()
        + " (Java "
        + System.getProperty("java.version")
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ")";
  }
}
