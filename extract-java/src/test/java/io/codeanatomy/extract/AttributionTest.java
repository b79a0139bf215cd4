// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attribution of several files, of what is incomplete, and of what fails. */
final class AttributionTest {

  private static final ExtractionOptions OPTIONS = ExtractionOptions.defaults().withThreads(2);

  @TempDir Path folder;

  private SourceFolder sources() {
    return new SourceFolder(folder.resolve("src"));
  }

  private static List<String> symbols(SourceFolder source) {
    return source.lines(
        ExtractionTables.SYMBOLS, "path", "@", "role", "symbol", "declared_in_sources");
  }

  private static List<String> files(SourceFolder source) {
    return source.lines(ExtractionTables.FILES, "path", "names", "names_resolved");
  }

  /** Compiles sources to class files. */
  private Path compiled(String name, String text) {
    Path from = folder.resolve("lib-src");
    new SourceFolder(from).write(name + ".java", text);
    Path to = folder.resolve("classes");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int result =
        compiler.run(
            null, null, null, "-d", to.toString(), from.resolve(name + ".java").toString());
    assertThat(result).isZero();
    return to;
  }

  @Test
  void filesMeanEachOther() {
    SourceFolder source =
        sources()
            .write(
                "a/A.java", "package a; public class A { public b.B b; A m() { return b.a(); } }")
            .write("b/B.java", "package b; public class B { public a.A a() { return null; } }")
            .extract();
    assertThat(source.faults()).isEmpty();
    assertThat(source.unresolved()).isEmpty();
    assertThat(symbols(source))
        .contains(
            "a/A.java|b|read|package b|true",
            "a/A.java|B|type|b.B|true",
            "a/A.java|a|call|b.B#a()|true",
            "b/B.java|a|definition|b.B#a()|true");
    assertThat(files(source)).containsExactly("a/A.java|5|5", "b/B.java|2|2");
  }

  @Test
  void theClassPathResolvesWhatIsNotInTheSources() {
    Path classes =
        compiled("L", "package l; public class L { public static int n(int i) { return i; } }");
    SourceFolder source =
        sources().write("A.java", "import l.L; class A { int i = L.n(1); int j = L.o(); }");
    source.extract(OPTIONS);
    assertThat(symbols(source)).contains("A.java|i|definition|A#i|true");
    assertThat(files(source)).containsExactly("A.java|5|0");
    source.extract(OPTIONS.withClassPath(List.of(classes)));
    assertThat(source.faults()).isEmpty();
    assertThat(symbols(source))
        .containsExactly(
            "A.java|L|import|l.L|false",
            "A.java|A|definition|A|true",
            "A.java|i|definition|A#i|true",
            "A.java|L|read|l.L|false",
            "A.java|n|call|l.L#n(int)|false",
            "A.java|j|definition|A#j|true",
            "A.java|L|read|l.L|false");
    assertThat(files(source)).containsExactly("A.java|5|4");
    assertThat(source.lines(ExtractionTables.DIAGNOSTICS, "message")).isEmpty();
  }

  @Test
  void whatTheCompilerGuessesHasNoRow() {
    SourceFolder source =
        sources()
            .write(
                "A.java",
                """
                import no.such.Thing;
                class A {
                  void m(String s) {} void m(Object o) {} void one(String s) {}
                  void t(Thing t, no.such.Other o) { m(t.x()); one(t.x()); m(""); no.such.Call.go(); A.gone(); }
                }
                """)
            .extract();
    assertThat(source.faults()).isEmpty();
    assertThat(source.lines(ExtractionTables.SYMBOLS, "@", "role", "symbol"))
        .contains("one|call|A#one(java.lang.String)", "m|call|A#m(java.lang.String)")
        .contains("t|definition|A#t(Thing,no.such.Other)")
        .doesNotContain("m|call|A#m(java.lang.Object)", "no|read|package no")
        .filteredOn(line -> line.startsWith("m|call"))
        .hasSize(1);
    assertThat(source.unresolved())
        .contains(
            "A.java:Thing", "A.java:no", "A.java:such", "A.java:Other", "A.java:x", "A.java:gone");
  }

  @Test
  void aBrokenFileLosesNoOther() {
    SourceFolder source =
        sources()
            .write("A.java", "class A { int f( { return 1 } void g() { B.b(); } int z = ; }")
            .write("B.java", "class B { static void b() { new A().g(); } }")
            .write("C.java", "class C extends Missing { void c() { new A(); foo(); } }")
            .extract();
    assertThat(source.faults()).isEmpty();
    assertThat(symbols(source))
        .contains("B.java|g|call|A#g()|true", "C.java|A|type|A|true")
        .doesNotContain("C.java|foo|call|C#foo()|false");
  }

  @Test
  void aFailureOfTheCompilerLosesTheFileThatItFailsOn() {
    SourceFolder source =
        sources()
            .write("A.java", "class A { B b; void a() { b.b(); } }")
            .write("B.java", "class B { void b() {} } class B2 {}")
            .write("C.java", "class C { B b = null; void c() { b.b(); } }");
    TaskListener failing =
        new TaskListener() {
          @Override
          public void started(TaskEvent event) {
            if (event.getTypeElement().getSimpleName().contentEquals("B")) {
              throw new AssertionError("a fault of the compiler");
            }
          }
        };
    AtomicReference<InMemoryIngest> ingest = new AtomicReference<>();
    ExtractionReport report =
        new JavaExtractor(OPTIONS, ExtractionProgress.NONE, failing)
            .extract(
                List.of(folder.resolve("src")),
                tables -> {
                  ingest.set(new InMemoryIngest(tables));
                  return ingest.get();
                });
    assertThat(report.filesNotAttributed()).isEqualTo(1);
    assertThat(report.warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo("CA-EXTRACT-012");
              assertThat(warning.severity()).isEqualTo(Diagnostic.Severity.WARNING);
              assertThat(warning.message())
                  .isEqualTo(
                      "No names are resolved in B.java: the compiler failed: AssertionError a fault"
                          + " of the compiler.");
            });
    assertThat(ingest.get().rows(ExtractionTables.FILES))
        .extracting(row -> row.text("path") + row.value("names") + row.value("names_resolved"))
        .containsExactly("A.java33", "B.javanullnull", "C.java33");
    assertThat(ingest.get().rows(ExtractionTables.SYMBOLS))
        .extracting(row -> row.text("symbol") + " " + row.value("declared_in_sources"))
        .contains("B#b() false", "C#c() true");
    assertThat(source.bytes("A.java")).isNotEmpty();
  }

  @Test
  void withoutAttributionTheTablesAreThereWithoutRows() {
    SourceFolder source =
        sources().write("A.java", "class A { A a; }").extract(OPTIONS.withoutAttribution());
    assertThat(source.faults()).isEmpty();
    assertThat(source.rows(ExtractionTables.SYMBOLS)).isEmpty();
    assertThat(source.rows(ExtractionTables.SYMBOL_RELATIONS)).isEmpty();
    assertThat(files(source)).containsExactly("A.java|-|-");
  }

  @Test
  void typesThatAreDeclaredTwiceAreAttributedInTheirOwnSurroundings() {
    String util = "package u; public class Util { public static int %s() { return Other.n(); } }";
    SourceFolder source =
        sources()
            .write("one/u/Util.java", util.formatted("one"))
            .write(
                "one/u/Other.java",
                "package u; class Other { static int n() { return Util.one(); } }")
            .write("two/u/Util.java", util.formatted("two"))
            .write(
                "two/u/Other.java",
                "package u; class Other { static int n() { return Util.two(); } }")
            .write("two/v/V.java", "package v; class V { int v = u.Util.one(); }")
            .extract();
    assertThat(source.faults()).isEmpty();
    assertThat(source.unresolved()).isEmpty();
    assertThat(symbols(source))
        .contains(
            "one/u/Other.java|one|call|u.Util#one()|true",
            "two/u/Other.java|two|call|u.Util#two()|true",
            "one/u/Util.java|n|call|u.Other#n()|true",
            "two/u/Util.java|n|call|u.Other#n()|true");
  }

  @Test
  void typesThatAreDeclaredTooOftenAreToldOf() {
    SourceFolder source = sources();
    for (int i = 0; i < 10; i++) {
      source.write(i + "/A.java", "class A { A a; }");
    }
    source.extract();
    assertThat(files(source))
        .containsExactly(
            "0/A.java|1|1",
            "1/A.java|1|1",
            "2/A.java|1|1",
            "3/A.java|1|1",
            "4/A.java|1|1",
            "5/A.java|1|1",
            "6/A.java|1|1",
            "7/A.java|1|1",
            "8/A.java|-|-",
            "9/A.java|-|-");
  }

  @Test
  void aModuleIsOneIfItsRequirementsAreThere() {
    String module = "module m { requires %s; uses java.util.function.Supplier; exports p; }";
    SourceFolder source =
        sources()
            .write("module-info.java", module.formatted("java.logging"))
            .write("p/A.java", "package p; class A { java.util.logging.Logger l; }")
            .extract();
    assertThat(source.faults()).isEmpty();
    assertThat(source.unresolved()).isEmpty();
    assertThat(symbols(source))
        .contains(
            "module-info.java|Supplier|type|java.util.function.Supplier|false",
            "p/A.java|Logger|type|java.util.logging.Logger|false");
    source.write("module-info.java", module.formatted("no.such.module")).extract();
    assertThat(source.faults()).isEmpty();
    assertThat(symbols(source))
        .contains("p/A.java|Logger|type|java.util.logging.Logger|false")
        .noneMatch(line -> line.startsWith("module-info"));
    assertThat(files(source)).containsExactly("module-info.java|-|-", "p/A.java|4|4");
  }

  @Test
  void sourcesOfTheJdkAreItsModules() {
    SourceFolder source =
        sources()
            .write(
                "java.logging/module-info.java",
                "module java.logging { exports java.util.logging; provides"
                    + " jdk.internal.logger.DefaultLoggerFinder with sun.logging.Finder; }")
            .write(
                "java.logging/java/util/logging/Logger.java",
                "package java.util.logging; public class Logger { jdk.internal.misc.Unsafe u; }")
            .write(
                "java.logging/sun/logging/Finder.java",
                "package sun.logging; public class Finder extends"
                    + " jdk.internal.logger.DefaultLoggerFinder {}")
            .write(
                "java.sql/module-info.java",
                "module java.sql { requires java.logging; exports java.sql; }")
            .write(
                "java.sql/java/sql/Driver.java",
                "package java.sql; interface Driver { java.util.logging.Logger l(); }")
            .extract();
    assertThat(source.faults()).isEmpty();
    assertThat(symbols(source))
        .contains(
            "java.logging/module-info.java|Finder|type|sun.logging.Finder|true",
            "java.logging/java/util/logging/Logger.java|Logger|definition|java.util.logging.Logger|true",
            "java.sql/java/sql/Driver.java|Logger|type|java.util.logging.Logger|true");
  }

  @Test
  void aMissingEntryOfTheClassPathIsAnError() {
    sources().write("A.java", "class A {}").write("not.jar", "no archive");
    Path missing = folder.resolve("missing.jar");
    assertThatThrownBy(() -> sources().extract(OPTIONS.withClassPath(List.of(missing))))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("CA-EXTRACT-010")
        .hasMessageContaining("The entry " + missing + " of the class path does not exist.");
    Path damaged = folder.resolve("src/not.jar");
    assertThatThrownBy(() -> sources().extract(OPTIONS.withClassPath(List.of(damaged))))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("CA-EXTRACT-011");
  }

  @Test
  void threadsAndTheOrderOfFilesChangeNothing() {
    Path real = Path.of("src");
    InMemoryIngest one = InMemoryIngest.extract(OPTIONS.withThreads(1), real);
    InMemoryIngest many = InMemoryIngest.extract(OPTIONS.withThreads(4), real);
    for (ExtractionTable table : ExtractionTables.all()) {
      assertThat(many.rows(table)).as(table.name()).isEqualTo(one.rows(table));
    }
    long seed = new Random().nextLong();
    try (SourceListing listing = SourceListing.of(List.of(real));
        FilePipeline pipeline = new FilePipeline(OPTIONS)) {
      List<ExtractedFile> files = new ArrayList<>();
      pipeline.run(listing.files(), rows -> files.add(rows.kept()));
      Map<String, List<InMemoryIngest.Row>> expected = symbols(files);
      Collections.shuffle(files, new Random(seed));
      assertThat(symbols(files)).as("seed %s", seed).isEqualTo(expected);
    }
  }

  private static Map<String, List<InMemoryIngest.Row>> symbols(List<ExtractedFile> files) {
    Attribution attribution = new Attribution(OPTIONS, new TaskListener() {});
    attribution.run(files, done -> {});
    Map<String, List<InMemoryIngest.Row>> rows = new LinkedHashMap<>();
    for (ExtractedFile file : files) {
      InMemoryIngest ingest = new InMemoryIngest(ExtractionTables.definitions());
      FileSymbols symbols = attribution.of(file.file());
      String path = file.file().path();
      assertThat(symbols).as(path).isNotNull();
      symbols.appendSymbols(
          file.file(), attribution.pool(), ingest.appender(ExtractionTables.SYMBOLS.name()));
      symbols.appendRelations(
          file.file(),
          attribution.pool(),
          ingest.appender(ExtractionTables.SYMBOL_RELATIONS.name()));
      rows.put(path, ingest.rows(ExtractionTables.SYMBOLS));
      rows.put(path + " relations", ingest.rows(ExtractionTables.SYMBOL_RELATIONS));
    }
    return rows;
  }

  @Test
  void allNamesOfASmallProjectAreResolvedAndDeclaredOnce() {
    List<Path> classPath =
        Pattern.compile(Pattern.quote(File.pathSeparator))
            .splitAsStream(System.getProperty("java.class.path"))
            .map(Path::of)
            .filter(Files::exists)
            .toList();
    InMemoryIngest tables =
        InMemoryIngest.extract(OPTIONS.withClassPath(classPath), Path.of("src/main/java"));
    for (InMemoryIngest.Row file : tables.rows(ExtractionTables.FILES)) {
      assertThat(file.value("names_resolved")).as(file.text("path")).isEqualTo(file.value("names"));
    }
    assertThat(
            tables.rows(ExtractionTables.SYMBOLS).stream()
                .filter(row -> row.text("role").equals("definition"))
                .map(row -> row.text("symbol")))
        .doesNotHaveDuplicates();
    assertThat(tables.rows(ExtractionTables.SYMBOLS)).hasSizeGreaterThan(10_000);
  }
}
