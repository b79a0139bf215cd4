// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.ingest.LoadSource;
import io.codeanatomy.engine.ingest.TableLoader;
import io.codeanatomy.engine.query.TableQuery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Tables {@code symbols} and {@code symbol_relations} that say what a test wants them to. */
final class GivenSymbols {

  private static final String SYMBOLS =
      "file_id,path,bstart,bend,symbol_id,symbol,symbol_kind,role,declared_in_sources";
  private static final String RELATIONS =
      "file_id,path,bstart,bend,symbol,relation,target_symbol,target_declared_in_sources";

  private final Map<String, String> files;
  private final Map<String, Long> ids = new TreeMap<>();
  private final Path extracted;
  private final List<String> symbols = new ArrayList<>(List.of(SYMBOLS));
  private final List<String> relations = new ArrayList<>(List.of(RELATIONS));

  /** For files that were extracted without attribution. */
  GivenSymbols(Map<String, String> files, Path extracted) {
    this.files = files;
    this.extracted = extracted;
    try (TableQuery query = TableQuery.open(Map.of("files", extracted.resolve("files")))) {
      for (Map<String, String> row : query.rows("SELECT path, file_id FROM files", 1_000)) {
        ids.put(row.getOrDefault("path", ""), Long.valueOf(row.getOrDefault("file_id", "")));
      }
    }
  }

  /** An occurrence: the first place of a text from that of a context on. */
  GivenSymbols at(
      String path, String context, String text, String symbol, String kind, String role) {
    symbols.add(
        "%s,%d,\"%s\",%s,%s,%b"
            .formatted(
                place(path, context, text),
                symbols.size(),
                symbol,
                kind,
                role,
                !symbol.startsWith("java")));
    return this;
  }

  /** A relation of the definition that stands there. */
  GivenSymbols relation(
      String path, String context, String text, String symbol, String relation, String target) {
    relations.add(
        "%s,\"%s\",%s,\"%s\",%b"
            .formatted(
                place(path, context, text), symbol, relation, target, !target.startsWith("java")));
    return this;
  }

  private String place(String path, String context, String text) {
    String file = files.getOrDefault(path, "");
    int before = file.indexOf(context);
    int start = file.indexOf(text, before);
    if (before < 0 || start < 0) {
      throw new IllegalArgumentException("no " + text + " from " + context + " on in " + path);
    }
    return "%d,%s,%d,%d"
        .formatted(
            ids.getOrDefault(path, -1L),
            path,
            bytes(file.substring(0, start)),
            bytes(file.substring(0, start + text.length())));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Puts what there are rows of in the place of the tables of the extraction. */
  void write() throws IOException {
    write("symbols", symbols);
    write("symbol_relations", relations);
  }

  private void write(String table, List<String> lines) throws IOException {
    if (lines.size() == 1) {
      return;
    }
    Path csv = extracted.resolveSibling(table + ".csv");
    Files.write(csv, lines);
    try (Stream<Path> old = Files.walk(extracted.resolve(table))) {
      for (Path path : old.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    TableLoader.load(List.of(LoadSource.of(table, csv.toString())), extracted);
  }
}
