// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a table says of itself to people.
 *
 * @param id the identity that the table keeps when it is moved; empty if it is not known
 * @param comments the comments of columns and of fields of structs, by their paths: the names of
 *     what is around them and their own, with {@code element}, {@code key} and {@code value} for
 *     what lists and maps hold
 */
public record TableDescription(
    Optional<String> id,
    Optional<String> name,
    Optional<String> description,
    Map<List<String>, String> comments) {

  /** The description of a table that says nothing. */
  public static final TableDescription NONE =
      new TableDescription(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

  public TableDescription {
    comments = Collections.unmodifiableMap(new LinkedHashMap<>(comments));
  }
}
