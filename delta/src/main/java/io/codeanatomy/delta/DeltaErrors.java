// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.DeltaException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Every error of this module: what is wrong, where, and what to do. */
final class DeltaErrors {

  private DeltaErrors() {}

  // ---- reading

  /** There is no table; says what there is instead. */
  static DeltaException noTable(Path location) {
    if (!Files.exists(location)) {
      return new DeltaException(
          Reason.NOT_FOUND,
          location,
          "There is nothing at " + location + ".",
          "Check the location; it must be the folder of a Delta table.",
          null);
    }
    if (!Files.isDirectory(location)) {
      return notDelta(
          location,
          "is a file, not the folder of a Delta table",
          "Give the folder that holds " + LogFolder.NAME + ".");
    }
    if (Files.isDirectory(location.resolve(LogFolder.NAME))) {
      return notDelta(
          location,
          "has a " + LogFolder.NAME + " without any commit",
          "Its creation was not finished, or its log was deleted: write the table again.");
    }
    return notDelta(
        location,
        "is a folder without a " + LogFolder.NAME,
        "Only Delta tables are read; turn other files into one first.");
  }

  static DeltaException notDelta(Path location, String what, String hint) {
    return new DeltaException(
        Reason.NOT_DELTA, location, "No Delta table: " + location + " " + what + ".", hint, null);
  }

  static DeltaException versionNotFound(Path location, long version, LogFolder log) {
    OptionalLong earliest = log.earliest();
    OptionalLong latest = log.latest();
    String range =
        earliest.isPresent() && latest.isPresent()
            ? "versions " + earliest.getAsLong() + " to " + latest.getAsLong() + " are there"
            : "no version can be loaded";
    String why =
        latest.isPresent() && version >= 0 && version <= latest.getAsLong()
            ? " any more (its log was cleaned up)"
            : "";
    return new DeltaException(
        Reason.VERSION_NOT_FOUND,
        location,
        "Version " + version + " of " + location + " is not there" + why + "; " + range + ".",
        "Pin a version that is there, or none for the latest.",
        null);
  }

  static DeltaException noStateBefore(Path location, long from, LogFolder log) {
    return new DeltaException(
        Reason.VERSION_NOT_FOUND,
        location,
        "The changes from version "
            + from
            + " of "
            + location
            + " begin with the state of version "
            + (from - 1)
            + ", which is not there any more (its log was cleaned up); the earliest that is there is "
            + log.earliest().orElse(from)
            + ".",
        "Begin with a later version.",
        null);
  }

  static DeltaException changesNotRecorded(
      Path location, long version, long from, long to, Optional<Long> firstRecorded) {
    return new DeltaException(
        Reason.CHANGES_NOT_RECORDED,
        location,
        "The change data feed of "
            + location
            + " covers only some of the versions "
            + from
            + " to "
            + to
            + ": it is not recorded in version "
            + version
            + ".",
        firstRecorded.isPresent()
            ? "Begin with version " + firstRecorded.get() + ", the first that is recorded."
            : "End with version " + (version - 1) + ", the last that is recorded.",
        null);
  }

  static DeltaException changesDoNotFit(Path location, long then, long now, String what) {
    return new DeltaException(
        Reason.SCHEMA_MISMATCH,
        location,
        "The rows of version "
            + then
            + " of "
            + location
            + " do not fit the row type of version "
            + now
            + ": "
            + what
            + ".",
        "Begin with a later version, or pin the input to one before the row type changed.",
        null);
  }

  static DeltaException changesVacuumed(Path location, String what) {
    return new DeltaException(
        Reason.FILE_NOT_FOUND,
        location,
        "The changes of " + location + " cannot be read: " + what + ".",
        "They were vacuumed; begin with a later version.",
        null);
  }

  static DeltaException noPartitionValues(Path location, long version, String file) {
    return new DeltaException(
        Reason.UNSUPPORTED,
        location,
        "Version "
            + version
            + " of "
            + location
            + " names the file "
            + file
            + " without its partition values, so its rows are not known.",
        "Begin with a later version.",
        null);
  }

  static DeltaException unsupportedType(Path location, String column, String type) {
    return new DeltaException(
        Reason.UNSUPPORTED,
        location,
        "Column " + column + " of " + location + " has the type " + type + ", which is not read.",
        "Write the table without this column, or with another type.",
        null);
  }

  static DeltaException remoteFile(Path location, String file) {
    return new DeltaException(
        Reason.UNSUPPORTED,
        location,
        "A data file of " + location + " lies outside the local file system: " + file + ".",
        "Copy the table (a deep clone) to the local file system.",
        null);
  }

  static DeltaException unsupportedToRead(Path location, Throwable cause) {
    return new DeltaException(
        Reason.UNSUPPORTED,
        location,
        "The table " + location + " needs a feature that is not read: " + text(cause),
        "Copy the table to one without the feature.",
        cause);
  }

  static DeltaException damaged(Path location, Throwable cause) {
    return new DeltaException(
        Reason.DAMAGED,
        location,
        "The log of " + location + " is damaged: " + text(root(cause)),
        "Restore the files under " + LogFolder.NAME + " from a backup, or write the table again.",
        cause);
  }

  static DeltaException damagedLogEntry(Path location, Path entry, Throwable cause) {
    return new DeltaException(
        Reason.DAMAGED,
        location,
        "The log entry " + entry + " is damaged: " + text(cause),
        "Restore the file from a backup, or write the table again.",
        cause);
  }

  // ---- data files

  static DeltaException fileNotFound(Path file) {
    return new DeltaException(
        Reason.NOT_FOUND,
        file,
        "There is no file " + file + ".",
        "Write the file before it is checked and committed.",
        null);
  }

  static DeltaException damagedFile(Path file, Throwable cause) {
    return new DeltaException(
        Reason.DAMAGED,
        file,
        "The file " + file + " is no whole Parquet file: " + text(root(cause)),
        "Write the file again.",
        cause);
  }

  static DeltaException unreadableCodec(Path file, String codec) {
    return new DeltaException(
        Reason.UNSUPPORTED,
        file,
        "The file " + file + " is compressed with " + codec + ", which Delta readers may not know.",
        "Write it with zstd or snappy.",
        null);
  }

  static DeltaException fileMismatch(Path file, String column, String what) {
    return new DeltaException(
        Reason.SCHEMA_MISMATCH,
        file,
        "Column " + column + " of the file " + file + " does not fit: " + what + ".",
        "Cast the column to the type that the table declares.",
        null);
  }

  static DeltaException nullInRequiredColumn(Path file, String column, String what) {
    return new DeltaException(
        Reason.SCHEMA_MISMATCH,
        file,
        "Column " + column + " must not hold NULL, but " + what + " in the file " + file + ".",
        "Filter or replace the NULLs, or declare the column nullable.",
        null);
  }

  static DeltaException unsuitableFile(Path location, Path file, String what) {
    return new DeltaException(
        Reason.SCHEMA_MISMATCH,
        location,
        "The file " + file + " cannot be committed to " + location + ": " + what + ".",
        "Stage the files under the table's folder and check them right before the commit.",
        null);
  }

  // ---- committing

  static DeltaException schemaMismatch(Path location, String column, String what) {
    return new DeltaException(
        Reason.SCHEMA_MISMATCH,
        location,
        "Column " + column + " does not fit the table " + location + ": " + what + ".",
        "Change the columns to be written, or write to a new location.",
        null);
  }

  static DeltaException partitionMismatch(Path location, String what) {
    return new DeltaException(
        Reason.SCHEMA_MISMATCH,
        location,
        "The partitions do not fit the table " + location + ": " + what + ".",
        "Partition the output as the table is, or write to a new location.",
        null);
  }

  static DeltaException unsupportedToWrite(Path location, String what, String hint) {
    return new DeltaException(
        Reason.UNSUPPORTED,
        location,
        "The table " + location + " cannot be written: " + what + ".",
        hint,
        null);
  }

  static DeltaException conflict(Path location, String what, @Nullable Throwable cause) {
    return new DeltaException(
        Reason.CONFLICT,
        location,
        "Somebody else committed to " + location + ": " + what + ".",
        "Nothing was committed here; run again on the latest version.",
        cause);
  }

  static DeltaException committedBefore(Path location, Throwable cause) {
    return new DeltaException(
        Reason.CONFLICT,
        location,
        "The transaction was committed to " + location + " before: " + text(cause),
        "Nothing needs to be done; read the table's latest version.",
        cause);
  }

  static DeltaException unsupported(Path location, Throwable cause) {
    return new DeltaException(
        Reason.UNSUPPORTED,
        location,
        "The table " + location + " cannot be written: " + text(cause),
        "Write to a new location, or remove what is not supported from the table.",
        cause);
  }

  static DeltaException io(Path location, String what, IOException cause) {
    return new DeltaException(
        Reason.IO,
        location,
        location + " " + what + ": " + describe(cause),
        "Check the permissions, the free space and the health of the disk.",
        cause);
  }

  static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** A file system's exception often says no more than the path. */
  private static String describe(IOException failure) {
    return failure.getClass() == IOException.class
        ? text(failure)
        : failure.getClass().getSimpleName() + " " + text(failure);
  }

  static String text(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
