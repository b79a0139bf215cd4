// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.ColumnMapping;
import io.codeanatomy.delta.FileEntry;
import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.delta.ScanPredicate;
import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.delta.TableChanges;
import io.codeanatomy.delta.TableDescription;
import io.codeanatomy.delta.TableProtocol;
import io.codeanatomy.delta.schema.Schema;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A snapshot that says what it is told to: for layouts that our own writer never makes. */
record GivenSnapshot(
    Path location,
    Schema schema,
    Schema physicalSchema,
    ColumnMapping mapping,
    List<String> partitionColumns,
    List<ScanFile> scanFiles)
    implements Snapshot {

  @Override
  public long version() {
    return 0;
  }

  @Override
  public ColumnMapping columnMapping() {
    return mapping;
  }

  @Override
  public Optional<Long> latestTransactionVersion(String application) {
    return Optional.empty();
  }

  @Override
  public Map<String, String> properties() {
    return Map.of();
  }

  @Override
  public TableDescription description() {
    return TableDescription.NONE;
  }

  @Override
  public List<FileEntry> fileEntries() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Instant timestamp() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<ScanFile> scanFiles(ScanPredicate predicate) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String schemaJson() {
    throw new UnsupportedOperationException();
  }

  @Override
  public TableProtocol protocol() {
    throw new UnsupportedOperationException();
  }

  @Override
  public TableChanges changes(long fromVersion, long toVersion) {
    throw new UnsupportedOperationException();
  }
}
