// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Names of columns that stand side by side. Delta tables do not hold columns that differ only in
 * case, so those clash too.
 */
final class Columns {

  private final Map<String, String> names = new LinkedHashMap<>();

  /** Adds a name; a diagnostic if it is taken. */
  Optional<Diagnostic> add(String pointer, String name) {
    String first = names.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
    return Optional.ofNullable(first)
        .map(taken -> GraphErrors.duplicateColumn(pointer, name, taken));
  }

  /** The diagnostics of a list of names. */
  static List<Diagnostic> duplicates(String pointer, List<String> names) {
    Columns columns = new Columns();
    List<Diagnostic> found = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(pointer + "/" + i, names.get(i)).ifPresent(found::add);
    }
    return found;
  }
}
