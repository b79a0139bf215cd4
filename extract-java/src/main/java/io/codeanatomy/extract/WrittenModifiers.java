// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The modifiers that are written, in the order of the JLS. The compiler's own set holds implicit
 * ones as well, and not the same in all its versions.
 */
final class WrittenModifiers {

  private static final String NON_SEALED = "non-sealed";

  private static final List<String> ORDER =
      List.of(
          "public",
          "protected",
          "private",
          "abstract",
          "default",
          "static",
          "sealed",
          NON_SEALED,
          "final",
          "transient",
          "volatile",
          "synchronized",
          "native",
          "strictfp");

  private WrittenModifiers() {}

  /** Whether a modifier starts at a token. */
  static boolean startsAt(Tokens tokens, int index) {
    return tokens.isWord(index)
        && (ORDER.contains(tokens.text(index)) || isNonSealed(tokens, index));
  }

  /** The modifiers in a span, one blank between; null if there is none. */
  static @Nullable String text(Tokens tokens, @Nullable Span span) {
    if (span == null) {
      return null;
    }
    TreeSet<Integer> found = new TreeSet<>();
    int depth = 0;
    int end = tokens.firstFrom(span.end());
    for (int i = tokens.firstFrom(span.start()); i < end; i++) {
      if (tokens.isSymbol(i, '(')) {
        depth++;
      } else if (tokens.isSymbol(i, ')')) {
        depth--;
      } else if (depth == 0 && startsAt(tokens, i)) {
        boolean nonSealed = isNonSealed(tokens, i);
        found.add(ORDER.indexOf(nonSealed ? NON_SEALED : tokens.text(i)));
        i += nonSealed ? 2 : 0;
      }
    }
    return found.isEmpty() ? null : String.join(" ", found.stream().map(ORDER::get).toList());
  }

  private static boolean isNonSealed(Tokens tokens, int index) {
    return tokens.is(index, "non")
        && tokens.isSymbol(index + 1, '-')
        && tokens.is(index + 2, "sealed");
  }
}
