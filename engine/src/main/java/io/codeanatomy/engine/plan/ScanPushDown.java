// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.ScanPredicate;
import java.util.List;

/**
 * What a plan says of the rows that it needs of an input.
 *
 * @param used every row that is needed fulfils it; TRUE if all rows are needed, or nothing is known
 * @param notUsed the conditions on the input's rows that are not in {@code used}, each with the
 *     reason, for people
 */
public record ScanPushDown(ScanPredicate used, List<String> notUsed) {

  /** All rows are needed. */
  public static final ScanPushDown NONE = new ScanPushDown(ScanPredicate.Constant.TRUE, List.of());

  public ScanPushDown {
    notUsed = List.copyOf(notUsed);
  }
}
