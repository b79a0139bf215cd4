// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the columns of a table are found in its data files.
 *
 * @param fieldIds the Parquet field id of every column and struct field, by its physical path; the
 *     element of a list is {@code element}, those of a map {@code key} and {@code value}; empty
 *     without mapping
 */
public record ColumnMapping(Mode mode, Map<List<String>, Integer> fieldIds) {

  /** Columns are found by their logical names. */
  public static final ColumnMapping NONE = new ColumnMapping(Mode.NONE, Map.of());

  public ColumnMapping {
    fieldIds = Collections.unmodifiableMap(new LinkedHashMap<>(fieldIds));
  }

  /** What a column is found by. */
  public enum Mode {
    /** Its logical name, which is the physical one. */
    NONE,
    /** Its physical name. */
    NAME,
    /** Its Parquet field id; its name in the file may be any. */
    ID
  }
}
