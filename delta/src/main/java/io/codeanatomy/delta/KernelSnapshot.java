// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.Schema;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import java.io.IOException;
import java.nio.file.Path;
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
    try {
      List<ScanFile> files = new ArrayList<>();
      for (Row row : scanFileRows()) {
        files.add(scanFile(KernelInternals.liveFile(engine, kernel.getPath(), row)));
      }
      files.sort(Comparator.comparing(file -> file.path().toString()));
      return List.copyOf(files);
    } catch (IOException | RuntimeException e) {
      throw KernelFailures.reading(location, e);
    }
  }

  /** The live files as the Kernel has them. */
  List<Row> scanFileRows() throws IOException {
    return KernelInternals.scanFileRows(engine, kernel.getScanBuilder().build());
  }

  private ScanFile scanFile(KernelInternals.LiveFile file) throws IOException {
    if (!file.location().startsWith("file:") && !file.location().startsWith("/")) {
      throw DeltaErrors.remoteFile(location, file.location());
    }
    return new ScanFile(
        LocalFileIO.path(file.location()),
        file.size(),
        file.rowCount().map(OptionalLong::of).orElseGet(OptionalLong::empty),
        partitionValues(file.partitionValues()),
        file.deletedRows().isEmpty() ? DeletedRows.NONE : new DeletedRows(file.deletedRows()));
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
