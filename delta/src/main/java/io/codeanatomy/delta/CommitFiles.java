// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.Field;
import io.delta.kernel.exceptions.KernelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The data files of a commit: still what they were when they were checked, and on the disk. */
final class CommitFiles {

  private final Path location;
  private final Commit commit;

  CommitFiles(Path location, Commit commit) {
    this.location = location;
    this.commit = commit;
  }

  void check() {
    Set<Path> seen = new HashSet<>();
    for (DataFile file : commit.files()) {
      Path path = LocalDeltaStore.absolute(file.path());
      if (!path.startsWith(location)) {
        throw DeltaErrors.unsuitableFile(location, path, "it is not under the table's folder");
      }
      if (!seen.add(path)) {
        throw DeltaErrors.unsuitableFile(location, path, "it is there twice");
      }
      checkUnchanged(path, file);
      checkPartition(path, file);
    }
  }

  private void checkUnchanged(Path path, DataFile file) {
    if (!Files.isRegularFile(path)) {
      throw DeltaErrors.fileNotFound(path);
    }
    try {
      if (Files.size(path) != file.sizeBytes()) {
        throw DeltaErrors.unsuitableFile(
            location,
            path,
            "it has " + Files.size(path) + " bytes, and had " + file.sizeBytes() + " when checked");
      }
    } catch (IOException e) {
      throw DeltaErrors.io(path, "cannot be read", e);
    }
  }

  private void checkPartition(Path path, DataFile file) {
    for (String column : file.partitionValues().keySet()) {
      if (!commit.partitionColumns().contains(column)) {
        throw DeltaErrors.unsuitableFile(
            location, path, "it has a value for " + column + ", which is no partition column");
      }
    }
    for (String column : commit.partitionColumns()) {
      Optional<String> value = file.partitionValues().getOrDefault(column, Optional.empty());
      checkPartitionValue(path, column, value);
    }
  }

  private void checkPartitionValue(Path path, String column, Optional<String> value) {
    Field field = commit.schema().field(column).orElseThrow();
    if (value.isEmpty()) {
      if (!field.nullable()) {
        throw DeltaErrors.nullInRequiredColumn(path, column, "it is NULL as partition value");
      }
      return;
    }
    if (value.get().isEmpty()) {
      throw DeltaErrors.unsuitableFile(
          location,
          path,
          "the partition value of " + column + " is the empty text, which Delta reads as NULL");
    }
    try {
      KernelInternals.partitionValue(KernelTypes.type(field.type()), value.get());
    } catch (IllegalArgumentException | DateTimeException | KernelException e) {
      throw DeltaErrors.unsuitableFile(
          location,
          path,
          "the partition value '" + value.get() + "' of " + column + " is no " + field.type());
    }
  }

  /** Nothing else flushes them: neither the engines that write them nor the Kernel. */
  void flush() throws IOException {
    TreeSet<Path> folders = new TreeSet<>();
    for (DataFile file : commit.files()) {
      Durable.flushFile(file.path());
      folders.addAll(foldersOf(LocalDeltaStore.absolute(file.path())));
    }
    for (Path folder : folders) {
      Durable.flushFolder(folder);
    }
  }

  private List<Path> foldersOf(Path file) {
    List<Path> folders = new ArrayList<>();
    for (Path folder = file.getParent();
        folder != null && folder.startsWith(location);
        folder = folder.getParent()) {
      folders.add(folder);
    }
    return folders;
  }
}
