// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import static io.codeanatomy.engine.function.FunctionDeclaration.function;
import static io.codeanatomy.engine.function.FunctionGroup.IDENTITY;

import io.codeanatomy.engine.function.SignatureTypes.Nullability;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Identifiers out of values. The parts are turned to text, each is prefixed by the length of its
 * UTF-8 form ({@code <bytes>:<text>}; NULL is {@code ~}), concatenated, and hashed by SHA-256, so
 * that {@code ("ab", "c")}, {@code ("a", "bc")} and {@code ("ab", NULL)} never meet.
 */
public final class IdentityFunctions {

  /** {@code stable_id(prefix, part, …)}. */
  public static final SqlFunction STABLE_ID =
      LibraryFunction.create(
          "stable_id(prefix varchar, part value, …) → varchar", Nullability.AS_FIRST);

  private static final String PARTS_MAY_BE_NULL = "Never NULL; a NULL part is a part of its own.";
  private static final String PREFIX_DECIDES =
      "NULL if the prefix is; a NULL part is a part of its own.";

  static final List<FunctionDeclaration> ALL =
      List.of(
          function(IDENTITY, "stable_hash64(part value, …) → bigint")
              .means(
                  """
                  A number from 0 on that stands for the parts: the first 8 bytes of their hash,
                  big endian, with the top bit cleared. The hash is SHA-256 over the parts as text,
                  each after its length in bytes and a colon, a NULL part as ~, so that ('ab', 'c'),
                  ('a', 'bc') and ('ab', NULL) never meet. Dates and timestamps are ISO text, timestamps in UTC
                  with microseconds; floating-point parts are refused.""")
              .nulls(PARTS_MAY_BE_NULL)
              .example("stable_hash64('ab', 'c')", "4832276314734145902")
              .example("stable_hash64('a', 'bc')", "5985465906304129714")
              .ours(Nullability.NEVER),
          function(IDENTITY, "stable_hash128(part value, …) → varchar")
              .means(
                  """
                  A text that stands for the parts: the first 16 bytes of the hash that
                  stable_hash64 describes, in lower-case hex.""")
              .nulls(PARTS_MAY_BE_NULL)
              .example("stable_hash128('ab', 'c')", "'430fb1b4ac43316eca81fab27a1930ab'")
              .example(
                  "stable_hash128('ab', cast(null as bigint))",
                  "'a99785d1a2aa585890dfdc17ffd0d20a'")
              .ours(Nullability.NEVER),
          function(IDENTITY, "stable_id(prefix varchar, part value, …) → varchar")
              .means("The prefix, a colon, and stable_hash128 of the prefix and the parts.")
              .nulls(PREFIX_DECIDES)
              .example("stable_id('method', 7)", "'method:8a1020c6268801013cbe3c23d75198d7'")
              .is(STABLE_ID),
          function(IDENTITY, "stable_id_or_null(prefix varchar, part value, …) → varchar")
              .means("The same as stable_id, but NULL if any part is.")
              .example(
                  "stable_id_or_null('method', 7)", "'method:8a1020c6268801013cbe3c23d75198d7'")
              .example("stable_id_or_null('method', cast(null as bigint))", "NULL")
              .ours(),
          function(IDENTITY, "prefixed_hash64(prefix varchar, part value, …) → varchar")
              .means(
                  "The prefix, a colon, and stable_hash64 of the prefix and the parts in decimal.")
              .nulls(PREFIX_DECIDES)
              .example("prefixed_hash64('n', 'a')", "'n:4742292954717652961'")
              .ours(Nullability.AS_FIRST),
          function(
                  IDENTITY,
                  "span_id(prefix varchar, path value, start value, end value, kind value) → varchar")
              .means("The stable_id of a piece of a file: of its path, its span and its kind.")
              .nulls(PREFIX_DECIDES)
              .example(
                  "span_id('node', 'a/B.java', 10, 20, 'call')",
                  "'node:b179ac633c35e90e44bd91532c7c66c7'")
              .ours(Nullability.AS_FIRST));

  private static final Set<String> NAMES =
      ALL.stream().map(FunctionDeclaration::name).collect(Collectors.toUnmodifiableSet());

  private IdentityFunctions() {}

  /** Whether an operator is one of these: its arguments are taken as texts, each call hashes. */
  public static boolean isHash(SqlOperator operator) {
    return LibraryFunction.is(operator) && NAMES.contains(operator.getName());
  }

  /** Whether values of the type have one exact text; floating-point numbers have none. */
  public static boolean hasExactText(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN, DATE, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, NULL -> true;
      default -> SqlTypeUtil.isExactNumeric(type) || SqlTypeUtil.inCharFamily(type);
    };
  }
}
