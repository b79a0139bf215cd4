// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Identifiers out of values. The parts are turned to text, each is prefixed by the length of its
 * UTF-8 form ({@code <bytes>:<text>}; NULL is {@code ~}), concatenated, and hashed by SHA-256, so
 * that {@code ("ab", "c")}, {@code ("a", "bc")} and {@code ("ab", NULL)} never meet.
 */
public final class IdentityFunctions {

  /** BIGINT ≥ 0: the first 8 bytes of the hash, big endian, top bit cleared. */
  public static final SqlFunction STABLE_HASH64 =
      SqlBasicFunction.create("stable_hash64", ReturnTypes.BIGINT, new Parts(1, Integer.MAX_VALUE));

  /** VARCHAR: the first 16 bytes of the hash in lower-case hex. */
  public static final SqlFunction STABLE_HASH128 =
      SqlBasicFunction.create(
          "stable_hash128", ReturnTypes.VARCHAR, new Parts(1, Integer.MAX_VALUE));

  /** {@code prefix:} and {@code stable_hash128(prefix, parts…)}; NULL for a NULL prefix. */
  public static final SqlFunction STABLE_ID =
      SqlBasicFunction.create("stable_id", nullIfFirstIs(), new Parts(2, Integer.MAX_VALUE));

  /** As {@code stable_id}, but NULL if any part is NULL. */
  public static final SqlFunction STABLE_ID_OR_NULL =
      SqlBasicFunction.create(
          "stable_id_or_null",
          ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.TO_NULLABLE),
          new Parts(2, Integer.MAX_VALUE));

  /**
   * {@code prefix:} and {@code stable_hash64(prefix, parts…)} in decimal; NULL for a NULL prefix.
   */
  public static final SqlFunction PREFIXED_HASH64 =
      SqlBasicFunction.create("prefixed_hash64", nullIfFirstIs(), new Parts(2, Integer.MAX_VALUE));

  /** {@code span_id(prefix, path, start, end, kind)}: {@code stable_id} of the parts. */
  public static final SqlFunction SPAN_ID =
      SqlBasicFunction.create("span_id", nullIfFirstIs(), new Parts(5, 5));

  static final List<SqlOperator> ALL =
      List.of(
          STABLE_HASH64, STABLE_HASH128, STABLE_ID, STABLE_ID_OR_NULL, PREFIXED_HASH64, SPAN_ID);

  private IdentityFunctions() {}

  /** Whether values of the type have one exact text; floating-point numbers have none. */
  public static boolean hasExactText(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN, DATE, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, NULL -> true;
      default -> SqlTypeUtil.isExactNumeric(type) || SqlTypeUtil.inCharFamily(type);
    };
  }

  private static SqlReturnTypeInference nullIfFirstIs() {
    return binding -> {
      RelDataType text = binding.getTypeFactory().createSqlType(SqlTypeName.VARCHAR);
      return binding
          .getTypeFactory()
          .createTypeWithNullability(text, binding.getOperandType(0).isNullable());
    };
  }

  /** Takes parts of every type that {@link #hasExactText}. */
  private record Parts(int least, int most) implements SqlOperandTypeChecker {

    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
      for (int i = 0; i < binding.getOperandCount(); i++) {
        RelDataType type = binding.getOperandType(i);
        if (!hasExactText(type)) {
          if (throwOnFailure) {
            throw binding.newValidationSignatureError();
          }
          return false;
        }
      }
      return true;
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
      return most == Integer.MAX_VALUE
          ? SqlOperandCountRanges.from(least)
          : SqlOperandCountRanges.between(least, most);
    }

    @Override
    public String getAllowedSignatures(SqlOperator op, String opName) {
      return opName + "(<integer, decimal, boolean, date, timestamp or text>, …)";
    }
  }
}
