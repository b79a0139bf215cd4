// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.publish;

import io.codeanatomy.delta.Commit;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.schema.SchemaEvolution;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A table that shall be written.
 *
 * @param name what it is called in messages; unique among the tables of a publication
 * @param location the folder of the table; it need not exist
 * @param schema the row type of what is written, partition columns included
 * @param metadata what the commit says besides who publishes
 * @param pointer where a spec says so, as a JSON pointer, for the diagnostics
 * @param evolution what may happen to the row type of a table that is there
 */
public record TableTarget(
    String name,
    Path location,
    Schema schema,
    List<String> partitionColumns,
    Commit.Mode mode,
    Map<String, String> metadata,
    Optional<String> pointer,
    SchemaEvolution evolution) {

  public TableTarget {
    location = location.toAbsolutePath().normalize();
    partitionColumns = List.copyOf(partitionColumns);
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
  }

  /** A table that keeps its row type, and whose commit says nothing besides who publishes. */
  public TableTarget(
      String name,
      Path location,
      Schema schema,
      List<String> partitionColumns,
      Commit.Mode mode,
      Optional<String> pointer) {
    this(name, location, schema, partitionColumns, mode, Map.of(), pointer, SchemaEvolution.NONE);
  }
}
