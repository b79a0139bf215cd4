// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.ingest.PublishedTable;
import java.io.IOException;
import java.util.List;

/** Tables that were published without a spec, for people and for programs. */
final class PublishedTables {

  private PublishedTables() {}

  static String text(List<PublishedTable> tables, Ansi ansi) {
    TextTable shown =
        new TextTable(
            TextTable.left("Table"),
            TextTable.right("Version"),
            TextTable.right("Rows"),
            TextTable.right("Files"),
            TextTable.right("Size"));
    for (PublishedTable table : tables) {
      shown.row(
          table.name(),
          Figures.count(table.version()),
          Figures.count(table.rows()),
          Figures.count(table.files()),
          Figures.bytes(table.bytes()));
    }
    return shown.text(ansi);
  }

  /** The fields of a JSON object; named as those of a run's outputs. */
  static void fields(Json json, PublishedTable table) throws IOException {
    json.field("table_name", table.name())
        .field("delta_location", table.location())
        .field("delta_version", table.version())
        .field("rows_written", table.rows())
        .field("files_added", table.files())
        .field("bytes_written", table.bytes());
  }
}
