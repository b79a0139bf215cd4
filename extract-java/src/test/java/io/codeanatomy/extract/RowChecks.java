// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.extract.InMemoryIngest.Row;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** What holds for the rows of any file, whatever is in it. Gives what does not hold, as text. */
final class RowChecks {

  private final InMemoryIngest tables;
  private final Function<String, byte[]> bytes;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, byte[]> cache = new HashMap<>();
  private final Map<String, Row> files = new HashMap<>();

  private RowChecks(InMemoryIngest tables, Function<String, byte[]> bytes) {
    this.tables = tables;
    this.bytes = bytes;
  }

  /** The faults; {@code bytes} gives a file by its path. */
  static List<String> faults(InMemoryIngest tables, Function<String, byte[]> bytes) {
    RowChecks checks = new RowChecks(tables, bytes);
    checks.run();
    return checks.faults;
  }

  private void run() {
    tables.rows(ExtractionTables.FILES).forEach(file -> files.put(file.text("path"), file));
    for (ExtractionTable table : ExtractionTables.all()) {
      tables.rows(table).forEach(row -> spansAreOnCharacters(table, row));
    }
    for (ExtractionTable table :
        List.of(
            ExtractionTables.NODES,
            ExtractionTables.TYPES,
            ExtractionTables.MEMBERS,
            ExtractionTables.REFS,
            ExtractionTables.CALLS,
            ExtractionTables.IMPORTS,
            ExtractionTables.ANNOTATIONS,
            ExtractionTables.COMMENTS,
            ExtractionTables.DIAGNOSTICS,
            ExtractionTables.SYMBOLS)) {
      idsAreUnique(table);
    }
    namesAreWhatIsWritten(ExtractionTables.TYPES, "name_", "name");
    namesAreWhatIsWritten(ExtractionTables.MEMBERS, "name_", "name");
    namesAreWhatIsWritten(ExtractionTables.REFS, "", "ref_text");
    namesAreWhatIsWritten(ExtractionTables.IMPORTS, "alias_", "alias");
    calleesAreWhatIsWritten();
    containersExist(ExtractionTables.TYPES);
    containersExist(ExtractionTables.MEMBERS);
    childrenLieInParents();
    referencesAreNotListedTwice();
    linesCoverFiles();
    symbolsAreOfNames();
    namesAreCounted();
  }

  /** A row of symbols has the place of a name of another table; the role goes with the table. */
  private void symbolsAreOfNames() {
    Map<SymbolRole, Set<String>> places = new EnumMap<>(SymbolRole.class);
    for (SymbolRole role : SymbolRole.values()) {
      places.put(role, new HashSet<>());
    }
    for (ExtractionTable table : List.of(ExtractionTables.TYPES, ExtractionTables.MEMBERS)) {
      addPlaces(tables.rows(table), "name_", places.get(SymbolRole.DEFINITION));
    }
    for (Row row : tables.rows(ExtractionTables.IMPORTS)) {
      boolean alias = !row.isNull("alias_bstart");
      addPlaces(List.of(row), alias ? "alias_" : "", places.get(SymbolRole.IMPORT));
    }
    addPlaces(tables.rows(ExtractionTables.CALLS), "callee_", places.get(SymbolRole.CALL));
    for (Row row : tables.rows(ExtractionTables.REFS)) {
      boolean write = row.text("ctx").equals("write");
      boolean type = row.text("ref_kind").equals("type");
      SymbolRole role = write ? SymbolRole.WRITE : type ? SymbolRole.TYPE : SymbolRole.READ;
      addPlaces(List.of(row), "", places.get(role));
      // A::new names the type and its constructor.
      addPlaces(List.of(row), "", places.get(SymbolRole.READ));
    }
    for (Row row : tables.rows(ExtractionTables.SYMBOLS)) {
      SymbolRole role = SymbolRole.valueOf(row.text("role").toUpperCase(Locale.ROOT));
      if (!places.get(role).contains(spanKey(row, ""))) {
        fault("no such name", ExtractionTables.SYMBOLS, row);
      }
    }
    for (Row row : tables.rows(ExtractionTables.SYMBOL_RELATIONS)) {
      if (!places.get(SymbolRole.DEFINITION).contains(spanKey(row, ""))) {
        fault("no such declaration", ExtractionTables.SYMBOL_RELATIONS, row);
      }
    }
  }

  private void addPlaces(List<Row> rows, String prefix, Set<String> places) {
    for (Row row : rows) {
      if (!row.isNull(prefix + "bstart")) {
        places.add(spanKey(row, prefix));
      }
    }
  }

  private void namesAreCounted() {
    Map<String, Set<String>> resolved = new HashMap<>();
    for (Row row : tables.rows(ExtractionTables.SYMBOLS)) {
      if (!row.text("role").equals("definition")) {
        resolved.computeIfAbsent(row.text("path"), path -> new HashSet<>()).add(spanKey(row, ""));
      }
    }
    for (Row file : tables.rows(ExtractionTables.FILES)) {
      long found = resolved.getOrDefault(file.text("path"), Set.of()).size();
      // A constructor's call counts beside the type that it names.
      if (!file.isNull("names")
          && (file.number("names_resolved") > file.number("names")
              || file.number("names_resolved") < found)) {
        fault("counts", ExtractionTables.FILES, file);
      }
    }
  }

  private void spansAreOnCharacters(ExtractionTable table, Row row) {
    for (Field field : row.fields()) {
      if (field.name().endsWith("bstart") && !row.isNull(field.name())) {
        String end = field.name().replace("bstart", "bend");
        check(row, table, row.number(field.name()), row.number(end));
      }
    }
  }

  private void check(Row row, ExtractionTable table, long start, long end) {
    byte[] file = file(row);
    boolean unread = files.get(row.text("path")).text("status").equals("not_read");
    boolean inside = start >= 0 && start <= end && (unread || end <= file.length);
    if (!inside || !(unread || (isBoundary(row, start) && isBoundary(row, end)))) {
      fault("span", table, row);
    }
  }

  private boolean isBoundary(Row row, long offset) {
    byte[] file = file(row);
    return !charset(row).equals(StandardCharsets.UTF_8)
        || offset >= file.length
        || (file[(int) offset] & 0xC0) != 0x80;
  }

  private void idsAreUnique(ExtractionTable table) {
    Set<String> seen = new HashSet<>();
    String id = table.columns().get(4).field().name();
    for (Row row : tables.rows(table)) {
      if (!seen.add(row.text("path") + " " + row.value(id))) {
        fault("id not unique", table, row);
      }
    }
  }

  private void namesAreWhatIsWritten(ExtractionTable table, String prefix, String column) {
    for (Row row : tables.rows(table)) {
      if (!row.isNull(prefix + "bstart")) {
        expectName(table, row, prefix, row.text(column));
      }
    }
  }

  private void calleesAreWhatIsWritten() {
    for (Row row : tables.rows(ExtractionTables.CALLS)) {
      if (!row.text("kind").equals("enum_constant")) {
        expectName(ExtractionTables.CALLS, row, "callee_", row.text("callee_text"));
      }
      if (row.number("callee_bstart") < row.number("bstart")
          || row.number("callee_bend") > row.number("bend")) {
        fault("callee outside", ExtractionTables.CALLS, row);
      }
    }
  }

  private void expectName(ExtractionTable table, Row row, String prefix, String expected) {
    StringBuilder written = new StringBuilder();
    written(row, prefix)
        .codePoints()
        .filter(character -> !Character.isIdentifierIgnorable(character))
        .forEach(written::appendCodePoint);
    if (written.indexOf("\\u") < 0 && !written.toString().equals(expected)) {
      fault("name is not what is written: " + written, table, row);
    }
  }

  private void containersExist(ExtractionTable table) {
    Set<String> spans = new HashSet<>();
    for (ExtractionTable owners : List.of(ExtractionTables.TYPES, ExtractionTables.MEMBERS)) {
      tables.rows(owners).forEach(row -> spans.add(spanKey(row, "")));
    }
    for (Row row : tables.rows(table)) {
      if (!row.isNull("container_bstart") && !spans.contains(spanKey(row, "container_"))) {
        fault("no such container", table, row);
      }
    }
  }

  private void childrenLieInParents() {
    Map<String, Row> nodes = new HashMap<>();
    for (Row row : tables.rows(ExtractionTables.NODES)) {
      nodes.put(row.text("path") + " " + row.number("node_id"), row);
      if (row.isNull("parent_id")) {
        continue;
      }
      Row parent = nodes.get(row.text("path") + " " + row.number("parent_id"));
      if (parent == null || parent.number("depth") + 1 != row.number("depth")) {
        fault("parent", ExtractionTables.NODES, row);
      } else if (row.number("bstart") < parent.number("bstart")
          || row.number("bend") > parent.number("bend")) {
        fault("outside of its parent " + parent.text("kind"), ExtractionTables.NODES, row);
      }
    }
  }

  private void referencesAreNotListedTwice() {
    Set<String> seen = new HashSet<>();
    for (Row row : tables.rows(ExtractionTables.REFS)) {
      if (!seen.add(spanKey(row, ""))) {
        fault("listed twice", ExtractionTables.REFS, row);
      }
    }
  }

  private void linesCoverFiles() {
    Map<String, List<Row>> lines = new TreeMap<>();
    for (Row row : tables.rows(ExtractionTables.LINE_INDEX)) {
      lines.computeIfAbsent(row.text("path"), path -> new ArrayList<>()).add(row);
    }
    lines.forEach(
        (path, rows) -> {
          long at = 0;
          for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            long gap = row.number("line_start") - at;
            if (row.number("line_no") != i || (i > 0 && (gap < 1 || gap > 2))) {
              fault("line", ExtractionTables.LINE_INDEX, row);
            }
            at = row.number("line_end");
          }
          if (at != files.get(path).number("bend")) {
            fault("end of lines", ExtractionTables.LINE_INDEX, rows.get(rows.size() - 1));
          }
        });
  }

  private String spanKey(Row row, String prefix) {
    return row.text("path")
        + " "
        + row.number(prefix + "bstart")
        + " "
        + row.number(prefix + "bend");
  }

  private String written(Row row, String prefix) {
    int start = (int) row.number(prefix + "bstart");
    int end = (int) row.number(prefix + "bend");
    return new String(file(row), start, end - start, charset(row));
  }

  private Charset charset(Row row) {
    Row file = files.get(row.text("path"));
    return file.isNull("encoding")
        ? StandardCharsets.UTF_8
        : Charset.forName(file.text("encoding"));
  }

  private byte[] file(Row row) {
    return cache.computeIfAbsent(row.text("path"), bytes);
  }

  private void fault(String what, ExtractionTable table, Row row) {
    faults.add(table.name() + ": " + what + ": " + row);
  }
}
