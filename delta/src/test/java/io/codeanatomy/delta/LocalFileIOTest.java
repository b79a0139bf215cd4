// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileIOTest {

  private final LocalFileIO io = new LocalFileIO();

  @TempDir Path folder;

  @Test
  void aFileThatIsThereIsKeptUnlessItMayBeReplaced() throws IOException {
    Path file = folder.resolve("a b%20.json");
    String location = LocalFileIO.location(file);
    io.newOutputFile(location).writeAtomically(lines("one", "two"), false);
    assertThat(file).hasContent("one\ntwo\n");
    assertThatThrownBy(() -> io.newOutputFile(location).writeAtomically(lines("three"), false))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("one\ntwo\n");
    io.newOutputFile(location).writeAtomically(lines("three"), true);
    assertThat(file).hasContent("three\n");
    assertThat(folder).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void nothingAppearsWhenTheContentFailsHalfWay() {
    CloseableIterator<String> failing =
        LocalFileIO.closeable(
            new Iterator<>() {
              private int given;

              @Override
              public boolean hasNext() {
                return true;
              }

              @Override
              public String next() {
                if (given++ == 1) {
                  throw new IllegalStateException("no more");
                }
                return "x".repeat(100_000);
              }
            });
    String location = LocalFileIO.location(folder.resolve("f"));
    assertThatThrownBy(() -> io.newOutputFile(location).writeAtomically(failing, false))
        .hasMessage("no more");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aStreamAppearsWhenItIsClosed() throws IOException {
    Path file = folder.resolve("f");
    try (PositionOutputStream stream = io.newOutputFile(LocalFileIO.location(file)).create(true)) {
      stream.write(new byte[] {1, 2, 3});
      stream.write(4);
      assertThat(stream.getPos()).isEqualTo(4);
      assertThat(file).doesNotExist();
    }
    assertThat(file).hasBinaryContent(new byte[] {1, 2, 3, 4});
    assertThatThrownBy(() -> io.newOutputFile(LocalFileIO.location(file)).create(true).close())
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void filesAreListedFromANameOnInOrder() throws IOException {
    for (String name : List.of("2", "10", "1", "3", "0")) {
      Files.createFile(folder.resolve(name));
    }
    try (CloseableIterator<FileStatus> files =
        io.listFrom(LocalFileIO.location(folder.resolve("1")))) {
      assertThat(files.toInMemoryList())
          .extracting(FileStatus::getPath)
          .containsExactly(
              "file:" + folder.resolve("1"),
              "file:" + folder.resolve("10"),
              "file:" + folder.resolve("2"),
              "file:" + folder.resolve("3"));
    }
  }

  @Test
  void whatIsMissingIsSaidByTheExceptionThatTheKernelKnows() {
    String missing = LocalFileIO.location(folder.resolve("no/file"));
    assertThatThrownBy(() -> io.listFrom(missing)).isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> io.getFileStatus(missing)).isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> io.newInputFile(missing, 1).newStream())
        .isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> io.copyFileAtomically(missing, missing + "2", false))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> io.getFileStatus("s3://bucket/x"))
        .hasMessageContaining("local file system");
  }

  @Test
  void copiesAppearWhole() throws IOException {
    Path from = Files.writeString(folder.resolve("from"), "text");
    Path to = folder.resolve("to");
    io.copyFileAtomically(LocalFileIO.location(from), LocalFileIO.location(to), false);
    assertThat(to).hasContent("text");
    assertThatThrownBy(
            () ->
                io.copyFileAtomically(LocalFileIO.location(from), LocalFileIO.location(to), false))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(io.delete(LocalFileIO.location(to))).isTrue();
    assertThat(io.delete(LocalFileIO.location(to))).isFalse();
  }

  @Test
  void locationsAreTakenWithOneOrManySlashes() throws IOException {
    assertThat(LocalFileIO.path("file:/a b")).isEqualTo(Path.of("/a b"));
    assertThat(LocalFileIO.path("file:///a%20b")).isEqualTo(Path.of("/a%20b"));
    assertThat(LocalFileIO.path("/a")).isEqualTo(Path.of("/a"));
  }

  private static CloseableIterator<String> lines(String... lines) {
    return LocalFileIO.closeable(List.of(lines).iterator());
  }
}
