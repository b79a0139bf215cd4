// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.Schema;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One version of a Delta table. Immutable. */
public interface Snapshot {

  /** The folder of the table, absolute. */
  Path location();

  /** The Delta version. */
  long version();

  /** The row type by logical names, partition columns included. */
  Schema schema();

  /**
   * The row type of the data files: the same as {@link #schema}, with physical names at every
   * level.
   */
  Schema physicalSchema();

  /**
   * How the data files' columns are found: by name, physical name or field id. In id mode {@link
   * #physicalSchema} still gives the physical names, but only the field ids are binding.
   */
  ColumnMapping columnMapping();

  /** The names of the partition columns, logical. */
  List<String> partitionColumns();

  /** The table's properties. */
  Map<String, String> properties();

  /** What the table says of itself to people. */
  TableDescription description();

  /**
   * The version that an application last committed to the table by a {@link Commit.TransactionId},
   * or nothing if it never did.
   */
  Optional<Long> latestTransactionVersion(String application);

  /**
   * The live data files, in the order of their paths. Reads the log, and the deletion vectors, when
   * it is called.
   *
   * @throws DeltaException if the log or a deletion vector is damaged
   */
  List<ScanFile> scanFiles();

  /**
   * The live data files that may hold a row for which a predicate is true, in the order of their
   * paths: no such file is missing, but some may be there without need. Partition values and the
   * files' statistics in the log decide; a file without statistics, and one whose values are not
   * spelled as the protocol wants, is there. Reads the log, and the deletion vectors of these
   * files, when it is called.
   *
   * @param predicate about columns by their logical names; columns that the table does not have
   *     leave nothing out
   * @throws DeltaException if the log or a deletion vector is damaged
   */
  List<ScanFile> scanFiles(ScanPredicate predicate);

  /**
   * What the log says of the live data files, in the order of their paths. Reads no deletion
   * vectors.
   *
   * @throws DeltaException if the log is damaged
   */
  List<FileEntry> fileEntries();

  /**
   * When the version was committed: its in-commit timestamp, or without that, the time of its log
   * entry's file.
   */
  Instant timestamp();

  /** The row type in Delta's JSON, with the metadata of its columns. */
  String schemaJson();

  /** What readers and writers of the table must know. */
  TableProtocol protocol();

  /**
   * The changes that the commits {@code fromVersion} to {@code toVersion}, both included, made to
   * the table, with this snapshot's row type. Reads the log and the deletion vectors concerned.
   *
   * @param fromVersion at least 0, and at most {@code toVersion}
   * @param toVersion at most this snapshot's version
   * @throws DeltaException if the log does not reach back so far ({@code VERSION_NOT_FOUND}), a
   *     file of changed rows is not there any more ({@code FILE_NOT_FOUND}), the feed does not
   *     cover all of the commits ({@code CHANGES_NOT_RECORDED}), or rows of back then do not fit
   *     this snapshot's row type ({@code SCHEMA_MISMATCH})
   */
  TableChanges changes(long fromVersion, long toVersion);
}
