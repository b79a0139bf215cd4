// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.delta.kernel.Operation;
import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Transaction;
import io.delta.kernel.commit.Committer;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.TransactionImpl;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.CommitInfo;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.actions.Protocol;
import io.delta.kernel.internal.actions.SetTransaction;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.commit.DefaultFileSystemManagedTableOnlyCommitter;
import io.delta.kernel.internal.data.GenericRow;
import io.delta.kernel.internal.deletionvectors.DeletionVectorUtils;
import io.delta.kernel.internal.tablefeatures.TableFeatures;
import io.delta.kernel.internal.util.PartitionUtils;
import io.delta.kernel.internal.util.SchemaUtils;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The only class that knows {@code io.delta.kernel.internal}: what the Kernel can do but does not
 * offer. {@code DeltaKernelContractTest} pins what is relied on here.
 */
final class KernelInternals {

  private static final String COMMENT = "comment";
  private static final String USER_METADATA = "userMetadata";
  private static final StructType COMMIT_INFO =
      CommitInfo.FULL_SCHEMA.add(USER_METADATA, StringType.STRING, true);
  private static final StructType COMMIT_INFO_ACTION =
      new StructType().add("commitInfo", COMMIT_INFO);

  private KernelInternals() {}

  /** The committer that writes the next log entry, if it is not there. */
  static Committer defaultCommitter() {
    return DefaultFileSystemManagedTableOnlyCommitter.INSTANCE;
  }

  /** The rows of a scan, one per live file, as the Kernel has them. */
  static List<Row> scanFileRows(Engine engine, Scan scan) throws IOException {
    List<Row> files = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine, true)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            files.add(rows.next());
          }
        }
      }
    }
    return files;
  }

  /** What the log says of a live file. */
  static LoggedFile liveFile(Row scanFile) {
    AddFile add = new AddFile(scanFile.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
    return new LoggedFile(
        add.getPath(),
        InternalScanFileUtils.getAddFileStatus(scanFile).getPath(),
        add.getSize(),
        add.getNumRecords(),
        new LinkedHashMap<>(InternalScanFileUtils.getPartitionValues(scanFile)),
        add.getStatsJson(),
        Optional.ofNullable(InternalScanFileUtils.getDeletionVectorDescriptorFromRow(scanFile))
            .map(
                vector ->
                    new DeletionVector(
                        vector.getStorageType(),
                        vector.getPathOrInlineDv(),
                        vector.getOffset(),
                        vector.getSizeInBytes(),
                        vector.getCardinality())));
  }

  /** The ordinals of the rows that a deletion vector removes, ascending. */
  static List<Long> deletedRows(Engine engine, String tableLocation, DeletionVector vector) {
    DeletionVectorDescriptor descriptor =
        new DeletionVectorDescriptor(
            vector.storageType(),
            vector.pathOrInline(),
            vector.offset(),
            vector.sizeInBytes(),
            vector.cardinality());
    long[] deleted =
        DeletionVectorUtils.loadNewDvAndBitmap(engine, tableLocation, descriptor)._2.toArray();
    Arrays.sort(deleted);
    return Arrays.stream(deleted).boxed().toList();
  }

  /** The row type of a snapshot in Delta's JSON. */
  static String schemaJson(Snapshot snapshot) {
    return snapshot.getMetadata().getSchemaString();
  }

  /** What readers and writers of a snapshot's table must know. */
  static TableProtocol protocol(Snapshot snapshot) {
    Protocol protocol = snapshot.getProtocol();
    return new TableProtocol(
        protocol.getMinReaderVersion(),
        protocol.getMinWriterVersion(),
        protocol.getReaderFeatures().stream().sorted().toList(),
        protocol.getWriterFeatures().stream().sorted().toList());
  }

  /** The action that removes a live file from the table, with all that the log knows of it. */
  static Row removeAction(Row scanFile) {
    AddFile add = new AddFile(scanFile.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
    return SingleAction.createRemoveFileSingleAction(add.toRemoveFileRow(true, Optional.empty()));
  }

  /** The action that records an application's transaction. */
  static Row transactionAction(Commit.TransactionId id) {
    return SingleAction.createTxnSingleAction(setTransaction(id).toRow());
  }

  /**
   * A transaction that also gives the table another row type, in the same commit: the Kernel's own
   * builder does that for tables with column mapping only. Everything else that the metadata says
   * stays; the protocol is raised where the row type needs it. The new row type is the
   * transaction's own, so that the checksum after the commit has it, too.
   *
   * @param schema the row type; that it only adds to the table's is for the caller to see to
   */
  static Transaction withSchema(
      Snapshot snapshot, StructType schema, String engine, Optional<Commit.TransactionId> id) {
    SnapshotImpl read = (SnapshotImpl) snapshot;
    SchemaUtils.validateSchema(schema, false, false, false);
    Metadata metadata = read.getMetadata().withNewSchema(schema);
    Optional<Protocol> protocol =
        TableFeatures.autoUpgradeProtocolBasedOnMetadata(metadata, List.of(), read.getProtocol())
            .map(upgrade -> upgrade._1);
    TableFeatures.validateKernelCanWriteToTable(
        protocol.orElse(read.getProtocol()), metadata, read.getPath());
    return new TransactionImpl(
        false,
        read.getDataPath(),
        Optional.of(read),
        engine,
        Operation.WRITE,
        protocol,
        Optional.of(metadata),
        read.getCommitter(),
        id.map(KernelInternals::setTransaction),
        Optional.empty(),
        Optional.of(0),
        0,
        System::currentTimeMillis);
  }

  private static SetTransaction setTransaction(Commit.TransactionId id) {
    return new SetTransaction(
        id.application(), id.version(), Optional.of(System.currentTimeMillis()));
  }

  /** What the table says of itself to people. */
  static TableDescription description(Snapshot snapshot) {
    Metadata metadata = ((SnapshotImpl) snapshot).getMetadata();
    Map<List<String>, String> comments = new LinkedHashMap<>();
    collectComments(metadata.getSchema(), List.of(), comments);
    return new TableDescription(
        Optional.of(metadata.getId()), metadata.getName(), metadata.getDescription(), comments);
  }

  private static void collectComments(
      DataType type, List<String> path, Map<List<String>, String> comments) {
    if (type instanceof StructType struct) {
      for (StructField field : struct.fields()) {
        List<String> place = with(path, field.getName());
        if (field.getMetadata().get(COMMENT) instanceof String comment) {
          comments.put(List.copyOf(place), comment);
        }
        collectComments(field.getDataType(), place, comments);
      }
    } else if (type instanceof ArrayType array) {
      collectComments(array.getElementType(), with(path, "element"), comments);
    } else if (type instanceof MapType map) {
      collectComments(map.getKeyType(), with(path, "key"), comments);
      collectComments(map.getValueType(), with(path, "value"), comments);
    }
  }

  private static List<String> with(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }

  /** A partition value as the Kernel takes it. */
  static Literal partitionValue(DataType type, String text) {
    return PartitionUtils.literalForPartitionValue(type, text);
  }

  /** The table wants its partition columns in the data files, too. */
  static boolean keepsPartitionColumns(Snapshot snapshot) {
    return snapshot
        .getProtocol()
        .supportsFeature(TableFeatures.MATERIALIZE_PARTITION_COLUMNS_W_FEATURE);
  }

  /** Gives the commitInfo among the actions of a commit what the Kernel cannot say in it. */
  static Row describe(Row action, CommitDescription description) {
    return action.isNullAt(SingleAction.COMMIT_INFO_ORDINAL)
        ? action
        : describedCommitInfo(action.getStruct(SingleAction.COMMIT_INFO_ORDINAL), description);
  }

  private static Row describedCommitInfo(Row info, CommitDescription description) {
    Map<Integer, Object> values = new HashMap<>();
    for (int i = 0; i < CommitInfo.FULL_SCHEMA.length(); i++) {
      StructField field = CommitInfo.FULL_SCHEMA.at(i);
      if (!info.isNullAt(i)) {
        values.put(
            i,
            switch (field.getName()) {
              case "operationParameters" -> added(info.getMap(i), description.parameters());
              case "operationMetrics" -> added(info.getMap(i), description.metrics());
              default -> scalar(info, i, field.getDataType());
            });
      }
    }
    description
        .userMetadata()
        .ifPresent(text -> values.put(COMMIT_INFO.indexOf(USER_METADATA), text));
    return new GenericRow(
        COMMIT_INFO_ACTION, new HashMap<>(Map.of(0, new GenericRow(COMMIT_INFO, values))));
  }

  private static Object scalar(Row row, int ordinal, DataType type) {
    if (type instanceof LongType) {
      return row.getLong(ordinal);
    }
    if (type instanceof BooleanType) {
      return row.getBoolean(ordinal);
    }
    return row.getString(ordinal);
  }

  private static MapValue added(MapValue map, Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(VectorUtils.<String, String>toJavaMap(map));
    all.putAll(more);
    return VectorUtils.stringStringMapValue(all);
  }
}
