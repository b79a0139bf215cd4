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
      - Nothing is attributed: no class path is needed, and a name is what is written, not what it refers to. The language is the newest that the running JDK knows,
        with its preview features; a newer JDK may give a finer tree (`constant_case_label` since 21).
      - **Children lie inside their parents** in `nodes`, also in faulty files. Siblings may overlap in one case: the brackets of `int a[]` and `int f()[]` belong to the
        type, whose span then covers the name.
      - A file that does not parse has `diagnostics`, and rows for what could be parsed. Spans around faults are the best guess of the compiler.
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
