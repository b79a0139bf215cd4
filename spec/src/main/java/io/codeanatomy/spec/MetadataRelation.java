// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the log of an input's table says of the bound snapshot, as a relation: written {@code
 * delta_files(input)} or {@code delta_snapshot(input)}, without white space, wherever a relation
 * may be named. It needs no definition.
 *
 * @param input the name of an input relation
 */
public record MetadataRelation(Kind kind, String input) {

  private static final Pattern CALL = Pattern.compile("([^()]*)\\(([^()]*)\\)");

  /** What the relation tells. */
  public enum Kind {
    /** The live data files, one row each. */
    delta_files,
    /** The snapshot itself, in one row. */
    delta_snapshot;

    /** The names of all kinds. */
    static List<String> names() {
      return Arrays.stream(values()).map(Kind::name).toList();
    }
  }

  /** The relation that is written so, or nothing if that is the name of no metadata relation. */
  public static Optional<MetadataRelation> parse(String name) {
    return call(name)
        .flatMap(
            call ->
                Arrays.stream(Kind.values())
                    .filter(kind -> kind.name().equals(call.function()))
                    .findFirst()
                    .map(kind -> new MetadataRelation(kind, call.argument())));
  }

  /** What looks like a metadata relation, be the function known or not. */
  static Optional<Call> call(String name) {
    Matcher matcher = CALL.matcher(name);
    return matcher.matches()
        ? Optional.of(new Call(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** A name in the form of a call. */
  record Call(String function, String argument) {}

  /** How a spec writes it. */
  public String name() {
    return kind + "(" + input + ")";
  }
}
