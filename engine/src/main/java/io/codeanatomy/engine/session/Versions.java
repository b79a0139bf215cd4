// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/** The versions that this engine was built of. */
public final class Versions {

  private static final Map<String, String> BUILT = read();

  private Versions() {}

  /** The version of the engine. */
  public static String engine() {
    return Objects.requireNonNull(BUILT.get("engine"));
  }

  /** The versions of the engine and its parts by part: {@code calcite}, {@code delta_kernel} … */
  public static Map<String, String> parts() {
    return BUILT;
  }

  private static Map<String, String> read() {
    Properties properties = new Properties();
    try (InputStream resource =
        Versions.class.getResourceAsStream("/io/codeanatomy/engine/versions.properties")) {
      properties.load(Objects.requireNonNull(resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> versions = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> versions.put(name, properties.getProperty(name)));
    return Collections.unmodifiableMap(versions);
  }
}
