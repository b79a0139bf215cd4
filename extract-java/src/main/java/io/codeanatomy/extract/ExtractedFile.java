// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of a file until all are parsed.
 *
 * @param row its row of the table of files, without what attribution tells
 * @param outline null if the compiler gave no tree
 */
record ExtractedFile(
    SourceFile file, RowBuffer row, FileStatus status, @Nullable FileOutline outline) {

  /** The row with what attribution tells; null without attribution. */
  RowBuffer row(@Nullable FileSymbols symbols) {
    if (symbols == null) {
      row.addNull().addNull().end();
    } else {
      row.add(symbols.names()).add(symbols.resolved()).end();
    }
    return row;
  }
}
