// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import io.codeanatomy.extract.InMemoryIngest.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sources for a test, and what was extracted of them. */
final class SourceFolder {

  private final Path root;
  private InMemoryIngest tables = new InMemoryIngest(List.of());

  SourceFolder(Path root) {
    this.root = root;
  }

  SourceFolder write(String path, byte[] bytes) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  SourceFolder write(String path, String text) {
    return write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  SourceFolder extract() {
    return extract(ExtractionOptions.defaults().withThreads(2));
  }

  SourceFolder extract(ExtractionOptions options) {
    tables = InMemoryIngest.extract(options, root);
    return this;
  }

  List<Row> rows(ExtractionTable table) {
    return tables.rows(table);
  }

  /** What never holds, as text; see {@link RowChecks}. */
  List<String> faults() {
    return RowChecks.faults(tables, this::bytes);
  }

  byte[] bytes(String path) {
    try {
      return Files.readAllBytes(root.resolve(path));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String text(String path) {
    return new String(bytes(path), StandardCharsets.UTF_8);
  }

  /** The text of a row's span; {@code prefix} is that of the columns. */
  String written(Row row, String prefix) {
    if (row.isNull(prefix + "bstart")) {
      return "-";
    }
    int start = (int) row.number(prefix + "bstart");
    int end = (int) row.number(prefix + "bend");
    Charset charset =
        tables.rows(ExtractionTables.FILES).stream()
            .filter(file -> file.text("path").equals(row.text("path")))
            .map(file -> Charset.forName(file.text("encoding")))
            .findFirst()
            .orElseThrow();
    return new String(bytes(row.text("path")), start, end - start, charset);
  }

  /** The texts of a span column of all rows. */
  List<String> written(ExtractionTable table, String prefix) {
    return rows(table).stream().map(row -> written(row, prefix)).toList();
  }

  /** Rows as {@code a|b|c}, NULL as {@code -}; a column that ends with {@code @} is a span. */
  List<String> lines(ExtractionTable table, String... columns) {
    List<String> lines = new ArrayList<>();
    for (Row row : rows(table)) {
      List<String> cells = new ArrayList<>();
      for (String column : columns) {
        Object value =
            column.endsWith("@")
                ? written(row, column.substring(0, column.length() - 1))
                : row.value(column);
        cells.add(value == null ? "-" : value.toString());
      }
      lines.add(String.join("|", cells));
    }
    return lines;
  }

  /** Names without a row of symbols that could have one, as {@code path:name}. */
  List<String> unresolved() {
    Set<String> known = new HashSet<>();
    rows(ExtractionTables.SYMBOLS).forEach(row -> known.add(place(row, "")));
    List<String> unresolved = new ArrayList<>();
    for (Row row : rows(ExtractionTables.REFS)) {
      addUnknown(row, "", known, unresolved);
    }
    for (Row row : rows(ExtractionTables.CALLS)) {
      addUnknown(row, "callee_", known, unresolved);
    }
    for (ExtractionTable table : List.of(ExtractionTables.TYPES, ExtractionTables.MEMBERS)) {
      for (Row row : rows(table)) {
        addUnknown(row, "name_", known, unresolved);
      }
    }
    for (Row row : rows(ExtractionTables.IMPORTS)) {
      addUnknown(row, row.isNull("alias_bstart") ? "" : "alias_", known, unresolved);
    }
    return unresolved;
  }

  private void addUnknown(Row row, String prefix, Set<String> known, List<String> unknown) {
    if (!row.isNull(prefix + "bstart") && !known.contains(place(row, prefix))) {
      unknown.add(row.text("path") + ":" + written(row, prefix));
    }
  }

  private static String place(Row row, String prefix) {
    return row.text("path")
        + " "
        + row.number(prefix + "bstart")
        + " "
        + row.number(prefix + "bend");
  }

  /** All rows by table. */
  Map<String, List<Row>> all() {
    Map<String, List<Row>> all = new LinkedHashMap<>();
    ExtractionTables.all().forEach(table -> all.put(table.name(), rows(table)));
    return Collections.unmodifiableMap(all);
  }
}
