// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

/**
 * The relation that a Changes view reads: the rows of the files that its changes are told in, with
 * the columns of {@link ChangesCompiler}.
 *
 * @param name the relation's name
 * @param rows what its rows are
 */
public record ChangesRelation(String name, Rows rows) {

  /** What the rows are. */
  public enum Rows {
    /** Changes. */
    CHANGES,
    /**
     * The rows of files that only one of two versions has: a row of one side with an equal one on
     * the other is no change.
     */
    OF_ONE_SIDE
  }
}
