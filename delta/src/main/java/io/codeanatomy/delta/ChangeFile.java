// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A file whose rows were changed by a commit.
 *
 * @param change what became of its rows
 * @param file the file; rows that it names as deleted are no part of the change
 * @param onlyRows the ordinals (from 0, ascending) of the only rows that were changed; all rows if
 *     empty
 * @param commitVersion the version of the commit
 * @param commitTimestamp when the commit was made
 */
public record ChangeFile(
    Change change,
    ScanFile file,
    Optional<List<Long>> onlyRows,
    long commitVersion,
    Instant commitTimestamp) {

  public ChangeFile {
    onlyRows = onlyRows.map(List::copyOf);
  }

  /** What became of the rows of a file. */
  public enum Change {
    /** They are new. */
    INSERT,
    /** They are gone. */
    DELETE,
    /** Each row says it itself, in the column {@code _change_type} of the file. */
    IN_FILE
  }
}
