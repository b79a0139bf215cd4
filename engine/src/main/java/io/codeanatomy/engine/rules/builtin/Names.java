// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names in texts that must not be mistaken for others: a column's name may hold commas. */
final class Names {

  private static final Pattern PLAIN = Pattern.compile("\\w+");

  private Names() {}

  /** Names with commas between, different for different lists. */
  static String list(Collection<String> names) {
    return names.stream().map(Names::one).collect(Collectors.joining(", "));
  }

  /** A name: as it is if it is a plain word, else in quotes. */
  static String one(String name) {
    return PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
