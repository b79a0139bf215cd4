// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.util.List;

/** The ordinals (from 0, ascending) of the rows of a data file that are deleted. */
public record DeletedRows(List<Long> ordinals) {

  /** No row is deleted. */
  public static final DeletedRows NONE = new DeletedRows(List.of());

  public DeletedRows {
    ordinals = List.copyOf(ordinals);
  }
}
