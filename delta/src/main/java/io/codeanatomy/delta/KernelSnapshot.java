// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.Schema;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A snapshot as Delta Kernel loaded it. */
final class KernelSnapshot implements Snapshot {

  private static final String MAPPING_MODE = "delta.columnMapping.mode";

  private final Engine engine;
  private final Path location;
  private final io.delta.kernel.Snapshot kernel;
  private final TableSchema schema;

  KernelSnapshot(Engine engine, Path location, io.delta.kernel.Snapshot kernel) {
    this.engine = engine;
    this.location = location;
    this.kernel = kernel;
    String mode = kernel.getTableProperties().getOrDefault(MAPPING_MODE, "none");
    this.schema =
        TableSchema.of(
            location,
            kernel.getSchema(),
            ColumnMapping.Mode.valueOf(mode.toUpperCase(Locale.ROOT)));
  }

  /** The row type by logical and physical names. */
  TableSchema tableSchema() {
    return schema;
  }

  /** The Kernel's own snapshot. */
  io.delta.kernel.Snapshot kernel() {
    return kernel;
  }

  @Override
  public Path location() {
    return location;
  }

  @Override
  public long version() {
    return kernel.getVersion();
  }

  @Override
  public Schema schema() {
    return schema.logical();
  }

  @Override
  public Schema physicalSchema() {
    return schema.physical();
  }

  @Override
  public ColumnMapping columnMapping() {
    return schema.mapping();
  }

  @Override
  public List<String> partitionColumns() {
    return List.copyOf(kernel.getPartitionColumnNames());
  }

  @Override
  public Map<String, String> properties() {
    return Collections.unmodifiableMap(new TreeMap<>(kernel.getTableProperties()));
  }

  @Override
  public TableDescription description() {
    return KernelInternals.description(kernel);
  }

  @Override
  public Optional<Long> latestTransactionVersion(String application) {
    try {
      return kernel.getLatestTransactionVersion(engine, application);
    } catch (RuntimeException e) {
      throw KernelFailures.reading(location, e);
    }
  }

  @Override
  public List<ScanFile> scanFiles() {
    return scanFiles(ScanPredicate.Constant.TRUE);
  }

  @Override
  public List<ScanFile> scanFiles(ScanPredicate predicate) {
    Map<String, ScanColumn> columns = ScanColumn.of(this);
    try {
      List<ScanFile> files = new ArrayList<>();
      for (LoggedFile file : liveFiles()) {
        if (PredicateRanges.mayHold(predicate, new LogRanges(columns, file))) {
          files.add(scanFile(file));
        }
      }
      files.sort(Comparator.comparing(file -> file.path().toString()));
      return List.copyOf(files);
    } catch (IOException | RuntimeException e) {
      throw KernelFailures.reading(location, e);
    }
  }

  @Override
  public List<FileEntry> fileEntries() {
    try {
      return liveFiles().stream()
          .map(
              file ->
                  new FileEntry(
                      file.path(),
                      file.size(),
                      rowCount(file),
                      partitionValues(file.partitionValues()),
                      file.statistics(),
                      file.deletionVector().map(DeletionVector::cardinality).orElse(0L)))
          .sorted(Comparator.comparing(FileEntry::path))
          .toList();
    } catch (IOException | RuntimeException e) {
      throw KernelFailures.reading(location, e);
    }
  }

  @Override
  public Instant timestamp() {
    try {
      return Instant.ofEpochMilli(kernel.getTimestamp(engine));
    } catch (RuntimeException e) {
      throw KernelFailures.reading(location, e);
    }
  }

  @Override
  public String schemaJson() {
    return KernelInternals.schemaJson(kernel);
  }

  @Override
  public TableProtocol protocol() {
    return KernelInternals.protocol(kernel);
  }

  @Override
  public TableChanges changes(long fromVersion, long toVersion) {
    return new ChangesReader(engine, this).read(fromVersion, toVersion);
  }

  /** What the log says of the live files. */
  List<LoggedFile> liveFiles() throws IOException {
    return scanFileRows().stream().map(KernelInternals::liveFile).toList();
  }

  /** The live files as the Kernel has them. */
  List<Row> scanFileRows() throws IOException {
    return KernelInternals.scanFileRows(engine, kernel.getScanBuilder().build());
  }

  private ScanFile scanFile(LoggedFile file) throws IOException {
    List<Long> deleted = deletedRows(file);
    return scanFile(file, deleted.isEmpty() ? DeletedRows.NONE : new DeletedRows(deleted));
  }

  /** A file of the table's log, as one whose given rows are deleted. */
  ScanFile scanFile(LoggedFile file, DeletedRows deleted) throws IOException {
    return new ScanFile(
        localPath(file),
        file.size(),
        rowCount(file),
        partitionValues(file.partitionValues()),
        deleted);
  }

  /** Where a file of the table's log lies. */
  Path localPath(LoggedFile file) throws IOException {
    if (!file.location().startsWith("file:") && !file.location().startsWith("/")) {
      throw DeltaErrors.remoteFile(location, file.location());
    }
    return LocalFileIO.path(file.location());
  }

  /** The ordinals of the rows that the file's deletion vector removes, ascending. */
  List<Long> deletedRows(LoggedFile file) {
    return file.deletionVector()
        .map(vector -> KernelInternals.deletedRows(engine, kernel.getPath(), vector))
        .orElseGet(List::of);
  }

  private static OptionalLong rowCount(LoggedFile file) {
    return file.rowCount().map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  private Map<String, Optional<String>> partitionValues(Map<String, @Nullable String> physical) {
    Map<String, Optional<String>> values = new LinkedHashMap<>();
    for (String column : kernel.getPartitionColumnNames()) {
      String text = physical.get(schema.physicalName(column).orElse(column));
      // The protocol reads the empty text as NULL, for columns of every type.
      values.put(column, text == null || text.isEmpty() ? Optional.empty() : Optional.of(text));
    }
    return Collections.unmodifiableMap(values);
  }

  @Override
  public String toString() {
    return location + "@" + version();
  }
}
