// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.extract.InMemoryIngest.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is in the files, the run comes through, and the rows of the other files are there. */
final class RobustnessTest {

  private static final ExtractionOptions TWO_THREADS = ExtractionOptions.defaults().withThreads(2);

  @TempDir Path folder;

  /** The sources of this module: real Java. */
  private static List<String> realSources() {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      List<String> texts = new ArrayList<>();
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
        texts.add(Files.readString(file));
      }
      return texts;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void whatCouldBeParsedOfAFaultyFileIsThere() {
    SourceFolder source =
        new SourceFolder(folder)
            .write("A.java", "class A { int f( { return 1 } void g() { x.; foo(1, } int z = ; }")
            .write("B.java", "class B {}")
            .extract();
    assertThat(source.faults()).isEmpty();
    assertThat(source.lines(ExtractionTables.FILES, "path", "status"))
        .containsExactly("A.java|parsed_with_errors", "B.java|parsed");
    assertThat(source.lines(ExtractionTables.MEMBERS, "kind", "name"))
        .contains("method|f", "method|g", "field|z");
    assertThat(source.lines(ExtractionTables.TYPES, "name")).containsExactly("A", "B");
    assertThat(source.lines(ExtractionTables.DIAGNOSTICS, "severity", "code", "message", "bstart"))
        .contains("error|compiler.err.expected|';' expected|27");
  }

  @Test
  void whatIsNestedTooDeeplyIsToldAndItsCommentsAreThere() {
    int depth = 2_000_000;
    String deep = "class A { int a = " + "(".repeat(depth) + "1" + ")".repeat(depth) + "; } // end";
    SourceFolder source =
        new SourceFolder(folder).write("A.java", deep).write("B.java", "class B {}").extract();
    assertThat(source.faults()).isEmpty();
    assertThat(source.lines(ExtractionTables.FILES, "path", "status"))
        .containsExactly("A.java|not_parsed", "B.java|parsed");
    assertThat(source.lines(ExtractionTables.DIAGNOSTICS, "code", "message"))
        .containsExactly("CA-EXTRACT-104|is nested too deeply for the compiler's parser");
    assertThat(source.lines(ExtractionTables.COMMENTS, "@")).containsExactly("// end");
    assertThat(source.lines(ExtractionTables.NODES, "path")).containsOnly("B.java");
  }

  @Test
  void aCrashOfTheCompilerIsToldAndItsCommentsAreThere() {
    // More than 50 errors at the end of the file are too many for an assertion of the parser (17).
    String crashing = "class A { int a = " + "(".repeat(1_000) + "1; } // end";
    SourceFolder source =
        new SourceFolder(folder).write("A.java", crashing).write("B.java", "class B {}").extract();
    assertThat(source.faults()).isEmpty();
    assertThat(source.lines(ExtractionTables.FILES, "path", "status")).contains("B.java|parsed");
    assertThat(source.lines(ExtractionTables.DIAGNOSTICS, "path", "severity"))
        .isNotEmpty()
        .containsOnly("A.java|error");
    assertThat(source.lines(ExtractionTables.COMMENTS, "@")).containsExactly("// end");
  }

  @Test
  void deepButSensibleNestingIsParsed() {
    int depth = 2_000;
    String text =
        "class A { int a = "
            + "(".repeat(depth)
            + "1"
            + ")".repeat(depth)
            + ", b = 1"
            + " + x".repeat(depth)
            + "; }";
    SourceFolder source = new SourceFolder(folder).write("A.java", text).extract();
    assertThat(source.faults()).isEmpty();
    assertThat(source.lines(ExtractionTables.FILES, "status")).containsExactly("parsed");
    assertThat(source.rows(ExtractionTables.REFS)).hasSize(depth);
  }

  @Test
  void whatIsTooLargeIsNotRead() {
    SourceFolder source =
        new SourceFolder(folder)
            .write("A.java", "class A {} // too much")
            .write("B.java", "class B {}")
            .extract(TWO_THREADS.withMaximumFileBytes(10));
    assertThat(source.faults()).isEmpty();
    assertThat(source.lines(ExtractionTables.FILES, "path", "status", "size_bytes", "sha256"))
        .first()
        .isEqualTo("A.java|not_read|22|-");
    assertThat(source.lines(ExtractionTables.DIAGNOSTICS, "path", "code"))
        .containsExactly("A.java|CA-EXTRACT-102");
    assertThat(source.lines(ExtractionTables.TYPES, "name")).containsExactly("B");
  }

  @Test
  void whatCannotBeReadIsTold() throws IOException {
    Path zip = folder.resolve("s.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : List.of("A.java", "B.java")) {
        out.putNextEntry(new ZipEntry(name));
        out.write(("class C" + name.charAt(0) + " {}").getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] bytes = Files.readAllBytes(zip);
    // Behind the local header (30 bytes and the name) are the packed bytes of A.java.
    for (int i = 0; i < 8; i++) {
      bytes[30 + "A.java".length() + i] = (byte) 0xFF;
    }
    Files.write(zip, bytes);
    InMemoryIngest tables = InMemoryIngest.extract(TWO_THREADS, zip);
    List<Row> diagnostics = tables.rows(ExtractionTables.DIAGNOSTICS);
    assertThat(diagnostics).hasSize(1);
    assertThat(diagnostics.get(0).text("code")).isEqualTo("CA-EXTRACT-101");
    assertThat(diagnostics.get(0).text("message")).startsWith("cannot be read: ");
    assertThat(tables.rows(ExtractionTables.TYPES)).hasSize(1);
    assertThat(tables.isPublished()).isTrue();
  }

  @Test
  void thousandsOfDiagnosticsAreCounted() {
    SourceFolder source =
        new SourceFolder(folder)
            .write("A.java", "class A { " + "int # ;\n".repeat(3_000))
            .extract();
    assertThat(source.faults()).isEmpty();
    List<Row> diagnostics = source.rows(ExtractionTables.DIAGNOSTICS);
    assertThat(diagnostics).hasSize(1001);
    assertThat(diagnostics.get(1000).text("code")).isEqualTo("CA-EXTRACT-106");
  }

  @Test
  void threadsMakeNoDifference() {
    SourceFolder source = new SourceFolder(folder);
    List<String> texts = realSources();
    for (int i = 0; i < texts.size(); i++) {
      source.write("p" + i % 7 + "/F" + i + ".java", texts.get(i));
    }
    Map<String, List<Row>> expected = source.extract(TWO_THREADS.withThreads(1)).all();
    assertThat(expected.get("refs")).hasSizeGreaterThan(1_000);
    assertThat(expected.get("diagnostics")).isEmpty();
    assertThat(source.faults()).isEmpty();
    for (int threads : new int[] {2, 4}) {
      assertThat(source.extract(TWO_THREADS.withThreads(threads)).all())
          .as("%d threads", threads)
          .isEqualTo(expected);
    }
  }

  @Test
  void damagedSourcesGiveSoundRows() {
    long seed = Long.getLong("codeanatomy.seed", System.nanoTime());
    Random random = new Random(seed);
    List<String> texts = realSources();
    SourceFolder source = new SourceFolder(folder);
    int files = 250;
    for (int i = 0; i < files; i++) {
      String text = texts.get(random.nextInt(texts.size()));
      source.write("F" + i + ".java", damaged(text, texts, random));
    }
    source.extract();
    assertThat(source.faults()).as("-Dcodeanatomy.seed=%d", seed).isEmpty();
    assertThat(source.rows(ExtractionTables.FILES)).hasSize(files);
    assertThat(source.lines(ExtractionTables.DIAGNOSTICS, "code", "path", "message"))
        .as("the compiler or we crashed; -Dcodeanatomy.seed=%d", seed)
        .noneMatch(line -> line.startsWith("CA-EXTRACT-105"));
  }

  private static byte[] damaged(String text, List<String> others, Random random) {
    String[] pieces = {
      "{",
      "}",
      "(",
      ")",
      "<",
      ">",
      ";",
      ",",
      "\"",
      "'",
      "/*",
      "*/",
      "//",
      "\"\"\"",
      "\\",
      "\\u00",
      "@",
      ".",
      "::",
      "->",
      "class ",
      "int a, b",
      "enum E {",
      "\ud83d\ude00",
      "\u00e4",
      "\r",
      "\t",
      "record R(",
      "switch (x) { case ",
      "new ",
      "import ",
      "@interface ",
      "\0",
      "\u001a",
      "#"
    };
    StringBuilder damaged = new StringBuilder(text);
    for (int i = random.nextInt(6); i >= 0; i--) {
      int at = random.nextInt(damaged.length() + 1);
      int end = Math.min(damaged.length(), at + random.nextInt(200));
      switch (random.nextInt(5)) {
        case 0 -> damaged.delete(at, end);
        case 1 -> damaged.insert(at, pieces[random.nextInt(pieces.length)]);
        case 2 -> damaged.insert(at, damaged.substring(at, end));
        case 3 -> {
          String other = others.get(random.nextInt(others.size()));
          damaged.insert(at, other, 0, random.nextInt(Math.min(300, other.length())));
        }
        default -> damaged.setLength(random.nextInt(4) == 0 ? at : damaged.length());
      }
    }
    byte[] bytes = damaged.toString().getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(10) == 0 ? random.nextInt(5) : 0; i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }
}
