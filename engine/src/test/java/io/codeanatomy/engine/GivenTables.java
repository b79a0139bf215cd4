// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.Commit;
import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.engine.execute.ExecutionSession;
import io.codeanatomy.engine.execute.duckdb.DuckDbEngine;
import io.codeanatomy.engine.publish.Publication;
import io.codeanatomy.engine.publish.Publisher;
import io.codeanatomy.engine.publish.RunIdentity;
import io.codeanatomy.engine.publish.TableTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Real Delta tables for tests, out of SQL. */
final class GivenTables {

  private final Path folder;

  GivenTables(Path folder) {
    this.folder = folder;
  }

  /** Writes a version of a table in the folder of its name. */
  Path write(String name, Schema schema, String sql) {
    return write(name, schema, List.of(), Commit.Mode.OVERWRITE, sql);
  }

  Path write(
      String name, Schema schema, List<String> partitionColumns, Commit.Mode mode, String sql) {
    Path location = folder.resolve(name);
    TableTarget target =
        new TableTarget(name, location, schema, partitionColumns, mode, Optional.empty());
    ExecutionConfig config =
        new ExecutionConfig(
            2, 256L << 20, folder.resolve("scratch-" + name), List.of(), List.of(location));
    try (Publication publication =
            new Publisher(DeltaStore.local())
                .open(new RunIdentity(UUID.randomUUID().toString(), Map.of()), List.of(target));
        ExecutionSession session = new DuckDbEngine().open(config)) {
      publication.stage(
          name, session.stage(sql, schema, partitionColumns, publication.folder(name)));
      publication.prepare().commit();
    }
    return location;
  }
}
