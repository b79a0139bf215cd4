// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The declared tables, and the page that is made from them. */
final class ExtractionTablesTest {

  private static final Path PAGE = Path.of("../docs/extraction-tables.md");

  private static final String INTRODUCTION =
      """
      # Extraction tables

      What `codeanatomy extract java SOURCE... --output DIR` writes: one Delta table each, in a folder of its name under `DIR`.

      - A **span** is half-open, `[bstart, bend)`, and counts the bytes of the file as it lies on the disk, from 0. A byte order mark counts,
        `\\r\\n` is two bytes, a character of UTF-8 is one to four, a Unicode escape (backslash, `u`, four digits) is the six bytes it is written with. Spans start and end on character boundaries.
        Names are kept as they are meant (escapes translated), texts as they are written.
      - A file that is not valid **UTF-8** is read as ISO-8859-1: then a character is a byte, and spans are the file's bytes as well.
      - A **path** is relative to its source, with `/`. With several sources it begins with the source's file name (`guava-sources.jar/com/...`); a second source of the
        same name becomes `name~2`. `file_id` depends on the path alone.
      - **Which files**: `.java` files, `package-info.java` and `module-info.java` among them. Hidden files and folders are passed over. Symbolic links inside a
        source, entries with unsafe names and second entries of a name are not taken, and the command tells of them.
      - **Ids** (`node_id`, `type_id`, ...) are unique in their file; those of declarations and uses are the `node_id` of their syntax node.
      - **Order**: files by path; in a file, rows by their place, as the walk through the syntax tree meets them. The same sources give the same rows in the same order.
      - All tables but `symbols` and `symbol_relations` tell what is written, not what it refers to. The language is the newest that the running JDK knows,
        with its preview features; a newer JDK may give a finer tree (`constant_case_label` since 21).
      - **Children lie inside their parents** in `nodes`, also in faulty files. Siblings may overlap in one case: the brackets of `int a[]` and `int f()[]` belong to the
        type, whose span then covers the name.
      - A file that does not parse has `diagnostics`, and rows for what could be parsed. Spans around faults are the best guess of the compiler.

      ## What names mean

      `symbols` and `symbol_relations` are what the compiler of the running JDK resolves. `--no-attribution` leaves them without rows, and takes less time and memory.

      - **The class path**: `--class-path PATHS` names the jars and folders of class files that the sources need. Sources come before class files, and the classes of the running JDK
        are there anyway. Nothing is compiled, no annotation processor runs; what a processor would generate is missing, unless its class files are on the class path.
      - **What cannot be resolved has no row**: names whose class is missing, members of what is unknown, and calls where an argument's type is unknown and more than one overload would take as many.
        `names` and `names_resolved` in `files` tell how much of a file is resolved, and the command how much of all. Declarations are not counted.
        Faults that only attribution meets are no rows of `diagnostics`: most of them tell of an incomplete class path, not of the sources.
      - **A symbol** is the same text at the declaration and at all uses, in all files of an extraction. Types have their binary name (`java.util.Map$Entry`). Members have that of the type that
        declares them (not that through which they are used), and methods their erased parameter types: `p.C#name(int,java.lang.String[])`, `p.C#<init>()`, `p.C#field`. Members of arrays are `[]#length` and `[]#clone()`.
        Local and anonymous types are numbered in the order of the source, as `qualified_name` in `types`: `p.Outer$1Local`.
        What no other file can mean (type parameters, parameters, locals) is `local PATH:BSTART name`, with the place of its declaration.
      - **Modules are not part of a symbol.** Two types of the same name in two modules, source folders or jars have the same symbol, and so have their members: then a declaration is not unique.
        A method whose parameters have unknown types has these as they are written.
      - **One name, several rows**: `new X()` has the type, with role `type`, and the constructor, with role `call`; `RED(1)` the definition and the constructor's call; `X::new` the type and the constructor
        with role `read`; a component of a record with a compact constructor declares the field and the parameter; a static import all static members of that name.
        (`path`, `bstart`, `bend`, `symbol`, `role`) is unique. For `new I() {}` with an interface, the called constructor is that of `Object`.
      - **What is not written is not declared**: default constructors, canonical constructors and accessors of records, `values()` of enums have a symbol where they are used, with `declared_in_sources` false.
      - **Files are attributed together**: all files of all sources as one unnamed module. Those below a `module-info.java` are that module if it is a module of the JDK, or comes with one, as in `src.zip`,
        or if all files are below it; and if the modules are there that it requires, in the JDK or on the class path. Otherwise the declaration of the module itself is not attributed.
        If several files declare the same type, each is attributed with the rest of its own source folder; after the eighth, files are left out with a warning.
      - **When the compiler fails** on a class, the command warns (`CA-EXTRACT-012`), and that file has no symbols; NULL in `names` tells so. The rest is complete.
      """;

  private static String page() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (ExtractionTable table : ExtractionTables.all()) {
      page.append("\n## ").append(table.name()).append("\n\n").append(table.description());
      page.append("\n\n| column | type | |\n|---|---|---|\n");
      for (ExtractionTable.Column column : table.columns()) {
        Field field = column.field();
        page.append("| `").append(field.name()).append("` | ").append(field.type());
        page.append(field.nullable() ? ", nullable" : "").append(" | ");
        page.append(column.description()).append(" |\n");
      }
    }
    return page.toString();
  }

  @Test
  void thePageOfTheTablesIsUpToDate() throws IOException {
    if (Boolean.getBoolean("codeanatomy.update")) {
      Files.writeString(PAGE, page());
    }
    assertThat(Files.readString(PAGE))
        .as("run this test with -Dcodeanatomy.update=true to write %s", PAGE)
        .isEqualTo(page());
  }

  @Test
  void allTablesBeginWithTheFile() {
    assertThat(ExtractionTables.all())
        .allSatisfy(
            table ->
                assertThat(table.definition().schema().names())
                    .startsWith("file_id", "path")
                    .doesNotHaveDuplicates());
  }
}
