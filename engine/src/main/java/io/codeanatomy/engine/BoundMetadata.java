// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.FileEntry;
import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.delta.TableProtocol;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.JoinGraph;
import io.codeanatomy.spec.MetadataRelation;
import io.codeanatomy.spec.Spec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the log says of an input's snapshot, as rows. */
record BoundMetadata(MetadataRelation relation, Snapshot snapshot) {

  private static final DataType TEXTS = new DataType.Array(Primitive.STRING, false);
  private static final Schema FILES =
      Schema.of(
          Field.required("path", Primitive.STRING),
          Field.required("size_bytes", Primitive.LONG),
          Field.nullable("row_count", Primitive.LONG),
          Field.required(
              "partition_values", new DataType.Map(Primitive.STRING, Primitive.STRING, true)),
          Field.nullable("statistics", Primitive.STRING),
          Field.required("deleted_rows", Primitive.LONG));
  private static final Schema SNAPSHOT =
      Schema.of(
          Field.required("version", Primitive.LONG),
          Field.required("timestamp", Primitive.TIMESTAMP),
          Field.required("schema", Primitive.STRING),
          Field.required("min_reader_version", Primitive.INTEGER),
          Field.required("min_writer_version", Primitive.INTEGER),
          Field.required("reader_features", TEXTS),
          Field.required("writer_features", TEXTS),
          Field.required("properties", new DataType.Map(Primitive.STRING, Primitive.STRING, false)),
          Field.required("partition_columns", TEXTS));

  /** The metadata relations that a spec names, in the order it names them. */
  static List<BoundMetadata> of(Spec spec, List<BoundInput> inputs) {
    Map<String, BoundInput> byName = new LinkedHashMap<>();
    inputs.forEach(input -> byName.put(input.name(), input));
    Set<String> names = new LinkedHashSet<>();
    spec.viewDefinitions().forEach(view -> names.addAll(view.transform().sources()));
    spec.parameterTemplates().forEach(template -> names.add(template.baseTable()));
    for (JoinGraph.Edge edge : spec.joinGraph().edges()) {
      names.add(edge.leftRelation());
      names.add(edge.rightRelation());
    }
    spec.joinGraph().constraints().forEach(constraint -> names.addAll(constraint.relations()));
    return names.stream()
        .map(MetadataRelation::parse)
        .flatMap(Optional::stream)
        .map(
            relation ->
                new BoundMetadata(
                    relation, Objects.requireNonNull(byName.get(relation.input())).snapshot()))
        .toList();
  }

  /** What the rows depend on besides the version of the input: a file's time, it may be. */
  String provenance() {
    return switch (relation.kind()) {
      case delta_files -> relation.kind().name();
      case delta_snapshot -> relation.kind() + " " + snapshot.timestamp();
    };
  }

  String name() {
    return relation.name();
  }

  Schema schema() {
    return switch (relation.kind()) {
      case delta_files -> FILES;
      case delta_snapshot -> SNAPSHOT;
    };
  }

  /** The rows, their values in the order of the row type. Reads the log. */
  List<List<@Nullable Object>> rows() {
    return switch (relation.kind()) {
      case delta_files -> snapshot.fileEntries().stream().map(BoundMetadata::row).toList();
      case delta_snapshot -> List.of(snapshotRow());
    };
  }

  private static List<@Nullable Object> row(FileEntry file) {
    Map<String, @Nullable String> partitionValues = new LinkedHashMap<>();
    file.partitionValues().forEach((name, value) -> partitionValues.put(name, value.orElse(null)));
    List<@Nullable Object> row = new ArrayList<>();
    row.add(file.path());
    row.add(file.sizeBytes());
    row.add(file.rowCount().isPresent() ? file.rowCount().getAsLong() : null);
    row.add(partitionValues);
    row.add(file.statistics().orElse(null));
    row.add(file.deletedRows());
    return row;
  }

  private List<@Nullable Object> snapshotRow() {
    TableProtocol protocol = snapshot.protocol();
    return Arrays.asList(
        snapshot.version(),
        snapshot.timestamp(),
        snapshot.schemaJson(),
        protocol.minReaderVersion(),
        protocol.minWriterVersion(),
        protocol.readerFeatures(),
        protocol.writerFeatures(),
        snapshot.properties(),
        snapshot.partitionColumns());
  }
}
