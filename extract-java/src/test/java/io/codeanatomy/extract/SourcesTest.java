// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.spec.DiagnosticException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of which sources are taken, and under which paths. */
final class SourcesTest {

  @TempDir Path folder;

  private static Path zip(Path file, String... entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write("class A {}".getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  private static List<String> paths(SourceListing listing) {
    return listing.files().stream().map(SourceFile::path).toList();
  }

  private static List<String> paths(Path... sources) {
    try (SourceListing listing = SourceListing.of(List.of(sources))) {
      return paths(listing);
    }
  }

  private static void expectError(String code, String message, Path... sources) {
    assertThatThrownBy(() -> paths(sources))
        .isInstanceOfSatisfying(
            DiagnosticException.class,
            failure -> {
              assertThat(failure.diagnostics().get(0).code()).isEqualTo(code);
              assertThat(failure.diagnostics().get(0).message()).contains(message);
              assertThat(failure.diagnostics().get(0).hint()).isPresent();
            });
  }

  @Test
  void aFolderGivesItsJavaFilesInTheOrderOfTheirPaths() {
    new SourceFolder(folder)
        .write("b/B.java", "")
        .write("a/b/C.java", "")
        .write("a/A.java", "")
        .write("a/A.kt", "")
        .write(".git/X.java", "")
        .write("a/.X.java", "");
    assertThat(paths(folder)).containsExactly("a/A.java", "a/b/C.java", "b/B.java");
  }

  @Test
  void symbolicLinksAreNotFollowedButTold() throws IOException {
    new SourceFolder(folder).write("a/A.java", "");
    Files.createSymbolicLink(folder.resolve("a/loop"), folder);
    Files.createSymbolicLink(folder.resolve("a/B.java"), folder.resolve("a/A.java"));
    try (SourceListing listing = SourceListing.of(List.of(folder))) {
      assertThat(paths(listing)).containsExactly("a/A.java");
      assertThat(listing.skipped().stream().map(SkippedEntry::entry))
          .containsExactlyInAnyOrder("a/loop", "a/B.java");
    }
  }

  @Test
  void aSourceMayBeALinkToAFolder() throws IOException {
    new SourceFolder(folder).write("real/A.java", "");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
    assertThat(paths(link)).containsExactly("A.java");
  }

  @Test
  void anArchiveGivesItsPlainEntries() throws IOException {
    Path zip =
        zip(
            folder.resolve("s.jar"),
            "p/B.java",
            "p/A.java",
            "../evil/C.java",
            "/abs/D.java",
            "x.txt",
            "w\\W.java",
            "dir.java/",
            ".hidden/E.java");
    try (SourceListing listing = SourceListing.of(List.of(zip))) {
      assertThat(paths(listing)).containsExactly("p/A.java", "p/B.java", "w/W.java");
      assertThat(listing.skipped().stream().map(SkippedEntry::entry))
          .containsExactly("../evil/C.java", "/abs/D.java");
    }
  }

  @Test
  void ofEntriesWithTheSameNameOneIsTaken() throws IOException {
    Path zip = zip(folder.resolve("s.zip"), "p/A.java", "p/B.java");
    byte[] bytes = Files.readAllBytes(zip);
    for (int i = 0; i + 8 <= bytes.length; i++) {
      if (new String(bytes, i, 8, StandardCharsets.ISO_8859_1).equals("p/B.java")) {
        bytes[i + 2] = 'A';
      }
    }
    Files.write(zip, bytes);
    try (SourceListing listing = SourceListing.of(List.of(zip))) {
      assertThat(paths(listing)).containsExactly("p/A.java");
      assertThat(listing.skipped()).hasSize(1);
    }
  }

  @Test
  void severalSourcesPutTheirNamesBeforeThePaths() throws IOException {
    new SourceFolder(folder).write("x/src/A.java", "").write("y/src/A.java", "");
    assertThat(
            paths(
                folder.resolve("x/src"),
                folder.resolve("y/src"),
                zip(folder.resolve("s.jar"), "A.java")))
        .containsExactly("s.jar/A.java", "src/A.java", "src~2/A.java");
  }

  @Test
  void aFileIdDependsOnItsPathAlone() {
    // The first 8 bytes of SHA-256 of "8:a/A.java" without the top bit.
    assertThat(SourceFile.idOf("a/A.java")).isEqualTo(8125786932440913513L);
  }

  @Test
  void faultySourcesAreErrors() throws IOException {
    expectError("CA-EXTRACT-005", "No source");
    expectError("CA-EXTRACT-002", "none does not exist", folder.resolve("none"));
    Path text = Files.writeString(folder.resolve("A.java"), "class A {}");
    expectError("CA-EXTRACT-003", "A.java is neither", text);
    Path damaged = Files.writeString(folder.resolve("bad.jar"), "no zip");
    expectError("CA-EXTRACT-004", "bad.jar cannot be read", damaged);
    Path empty = Files.createDirectory(folder.resolve("empty"));
    expectError("CA-EXTRACT-005", "no .java file in " + empty, empty);
    expectError("CA-EXTRACT-005", "no .java file", zip(folder.resolve("e.zip"), "a.txt"));
    expectError("CA-EXTRACT-006", "given twice", folder, folder.resolve("empty/.."));
  }

  @Test
  void aTruncatedArchiveIsAnError() throws IOException {
    byte[] bytes = Files.readAllBytes(zip(folder.resolve("s.zip"), "A.java"));
    for (int length = 0; length < bytes.length; length += 7) {
      Path file = folder.resolve("cut.zip");
      Files.write(file, Arrays.copyOf(bytes, length));
      expectError("CA-EXTRACT-004", "cut.zip cannot be read", file);
    }
  }
}
