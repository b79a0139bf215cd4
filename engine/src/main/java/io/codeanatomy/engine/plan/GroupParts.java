// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.List;

/**
 * How the rows of groups are parted by their keys, so that the groups of a part fit in memory.
 *
 * @param keys the columns of the rows that are the groups' keys
 * @param count into how many parts the rows are divided at most
 * @param rowBytes what a row is taken to add to the states of the aggregates
 */
public record GroupParts(List<String> keys, int count, long rowBytes) {

  public GroupParts {
    keys = List.copyOf(keys);
  }
}
