// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The changes that some commits made to a table, as files of changed rows.
 *
 * @param fromVersion the first commit
 * @param toVersion the last commit
 * @param form where the changes are told
 * @param files the files of changed rows, in the order of the commits and the paths
 * @param timestamps when each commit was made that the files name, by version
 */
public record TableChanges(
    long fromVersion,
    long toVersion,
    Form form,
    List<ChangeFile> files,
    Map<Long, Instant> timestamps) {

  public TableChanges {
    files = List.copyOf(files);
    timestamps = Collections.unmodifiableMap(new TreeMap<>(timestamps));
  }

  /** Where changes are told. */
  public enum Form {
    /** By every commit of a table with a change data feed. The rows are the changes. */
    CHANGE_DATA_FEED,
    /**
     * By the files that only one of two versions has. A row that both sides have, as often as both
     * have it, was only rewritten and is no change; that is still to be found out.
     */
    FILE_DIFFERENCE
  }
}
