// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import io.codeanatomy.engine.ingest.RowAppender;
import java.util.List;

/**
 * What the names of one file mean: its rows of the two tables of symbols, in their order. There are
 * millions of these rows until all files are attributed, so they are kept as columns.
 */
final class FileSymbols {

  /** A row of the table of symbols; places in bytes. */
  record Row(int start, int end, SymbolRole role, Symbol symbol) {}

  /** A row of the table of relations; the place of the definition's name in bytes. */
  record Relation(int start, int end, Symbol symbol, String relation, Symbol target) {}

  private final int[] starts;
  private final int[] ends;
  private final SymbolRole[] roles;
  private final Symbol[] symbols;
  private final List<Relation> relations;
  private final long names;
  private final long resolved;

  /**
   * @param names uses of names
   * @param resolved those that have a row
   */
  FileSymbols(List<Row> rows, List<Relation> relations, long names, long resolved) {
    this.starts = rows.stream().mapToInt(Row::start).toArray();
    this.ends = rows.stream().mapToInt(Row::end).toArray();
    this.roles = rows.stream().map(Row::role).toArray(SymbolRole[]::new);
    this.symbols = rows.stream().map(Row::symbol).toArray(Symbol[]::new);
    this.relations = List.copyOf(relations);
    this.names = names;
    this.resolved = resolved;
  }

  long names() {
    return names;
  }

  long resolved() {
    return resolved;
  }

  /** Appends the rows of the table of symbols and gives how many. */
  long appendSymbols(SourceFile file, SymbolPool pool, RowAppender target) {
    for (int i = 0; i < symbols.length; i++) {
      target
          .append(file.id())
          .append(file.path())
          .append((long) starts[i])
          .append((long) ends[i])
          .append((long) i)
          .append(symbols[i].text(file.path()))
          .append(symbols[i].kind())
          .append(roles[i].text())
          .append(pool.isDeclared(symbols[i]))
          .endRow();
    }
    return symbols.length;
  }

  /** Appends the rows of the table of relations and gives how many. */
  long appendRelations(SourceFile file, SymbolPool pool, RowAppender target) {
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
    return relations.size();
  }
}
