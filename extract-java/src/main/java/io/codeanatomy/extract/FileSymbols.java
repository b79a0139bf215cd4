// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import io.codeanatomy.engine.ingest.RowAppender;
import java.util.List;

/**
 * What the names of one file mean: its rows of the two tables of symbols, in their order.
 *
 * @param names uses of names
 * @param resolved those that have a row
 */
record FileSymbols(List<Row> rows, List<Relation> relations, long names, long resolved) {

  /** A row of the table of symbols; places in bytes. */
  record Row(int start, int end, SymbolRole role, Symbol symbol) {}

  /** A row of the table of relations; the place of the definition's name in bytes. */
  record Relation(int start, int end, Symbol symbol, String relation, Symbol target) {}

  FileSymbols {
    rows = List.copyOf(rows);
    relations = List.copyOf(relations);
  }

  void appendSymbols(SourceFile file, SymbolPool pool, RowAppender target) {
    long id = 0;
    for (Row row : rows) {
      target
          .append(file.id())
          .append(file.path())
          .append((long) row.start())
          .append((long) row.end())
          .append(id++)
          .append(row.symbol().text(file.path()))
          .append(row.symbol().kind())
          .append(row.role().text())
          .append(pool.isDeclared(row.symbol()))
          .endRow();
    }
  }

  void appendRelations(SourceFile file, SymbolPool pool, RowAppender target) {
    for (Relation relation : relations) {
      target
          .append(file.id())
          .append(file.path())
          .append((long) relation.start())
          .append((long) relation.end())
          .append(relation.symbol().text(file.path()))
          .append(relation.relation())
          .append(relation.target().text(file.path()))
          .append(pool.isDeclared(relation.target()))
          .endRow();
    }
  }
}
