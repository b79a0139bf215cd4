// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a replay is asked to do. Immutable; each method gives a changed copy.
 *
 * <pre>{@code
 * ReplayResult result = Engine.create().replay(Replay.of(Path.of("mart"), "latest"));
 * }</pre>
 *
 * @param outputRoot the folder that the run published into, in which its record lies
 * @param run the id of the run, the beginning of exactly one, or {@code latest}
 * @param inputLocations where inputs lie now that are no longer where the run read them
 * @param versions what other versions of the engine and its parts mean
 */
public record Replay(
    Path outputRoot, String run, Map<String, Path> inputLocations, OtherVersions versions) {

  public Replay {
    inputLocations = Collections.unmodifiableMap(new LinkedHashMap<>(inputLocations));
  }

  /** What it means that the engine, or a part of it, has another version than the run had. */
  public enum OtherVersions {
    /** The environment of the run cannot be rebuilt, so nothing is run. */
    REFUSED,
    /** The run is done again; hashes that depend on versions are told, rows and digests decide. */
    TOLD
  }

  /** A replay of a run, from its inputs as they lay, in its very environment. */
  public static Replay of(Path outputRoot, String run) {
    return new Replay(outputRoot, run, Map.of(), OtherVersions.REFUSED);
  }

  /** The same with an input that was moved: the same table at another place. */
  public Replay input(String logicalName, Path location) {
    Map<String, Path> locations = new LinkedHashMap<>(inputLocations);
    locations.put(logicalName, location);
    return new Replay(outputRoot, run, locations, versions);
  }

  /** The same with whatever versions there are. */
  public Replay acrossVersions() {
    return new Replay(outputRoot, run, inputLocations, OtherVersions.TOLD);
  }
}
