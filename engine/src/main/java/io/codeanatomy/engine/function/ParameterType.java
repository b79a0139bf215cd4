// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * The type of a parameter as a signature spells it.
 *
 * @param text {@code varchar}, {@code list(T)}, {@code 'a'|'b'} and so on
 */
record ParameterType(String text) {

  private static final String LIST = "list(";
  private static final String OR_TEXT = " or varchar";
  private static final String MAP = "map(";

  /** The type in a sentence: {@code a varchar}. */
  String inWords() {
    return switch (text) {
      case "value" ->
          "an integer, decimal, boolean, date, timestamp or text, which have one exact text";
      case "integer", "integer literal", "bigint" -> "an integer";
      case "double" -> "a floating-point number or an integer";
      case "moment" -> "a date or a timestamp";
      case "boolean literal" -> "a boolean";
      case "field" -> "the name of a field";
      case "span" -> "a span, which is a struct of the integers bstart and bend";
      default -> choices().isEmpty() ? "a " + text : "a varchar";
    };
  }

  /** Whether arguments of the type are taken; variables are compared elsewhere. */
  boolean takes(RelDataType type) {
    if (isVariable()) {
      return true;
    }
    if (text.startsWith(LIST)) {
      return type.getSqlTypeName() == SqlTypeName.ARRAY && element().takes(component(type));
    }
    if (text.startsWith(MAP)) {
      return type.getSqlTypeName() == SqlTypeName.MAP
          && key().takes(Objects.requireNonNull(type.getKeyType()))
          && value().takes(Objects.requireNonNull(type.getValueType()));
    }
    if (!choices().isEmpty()) {
      return SqlTypeUtil.inCharFamily(type);
    }
    return switch (text) {
      case "varchar" -> SqlTypeUtil.inCharFamily(type);
      case "boolean", "boolean literal" -> SqlTypeUtil.inBooleanFamily(type);
      case "integer", "bigint", "integer literal" -> SqlTypeUtil.isIntType(type);
      case "double" -> SqlTypeUtil.isApproximateNumeric(type) || SqlTypeUtil.isIntType(type);
      case "decimal" -> SqlTypeUtil.isDecimal(type);
      case "number" -> SqlTypeUtil.isNumeric(type);
      case "date" -> type.getSqlTypeName() == SqlTypeName.DATE;
      case "timestamp" -> isTimestamp(type);
      case "moment" -> type.getSqlTypeName() == SqlTypeName.DATE || isTimestamp(type);
      case "value" -> IdentityFunctions.hasExactText(type);
      case "span" -> SpanFunctions.isSpan(type);
      case "struct" -> type.isStruct();
      case "field" -> SqlTypeUtil.inCharFamily(type);
      default -> throw new IllegalStateException("no such type in a signature: " + text);
    };
  }

  /** {@code T}, {@code K} and {@code V} are any type, the same one throughout a call. */
  boolean isVariable() {
    return text.length() == 1;
  }

  /** Whether only a constant is taken, since it decides what the call is. */
  boolean isLiteral() {
    return text.endsWith(" literal")
        || text.equals("field")
        || (!choices().isEmpty() && !text.endsWith(OR_TEXT));
  }

  /** The texts that an argument may be, for {@code 'a'|'b'}. */
  List<String> choices() {
    return text.startsWith("'")
        ? Arrays.stream(text.replace(OR_TEXT, "").split("\\|"))
            .map(word -> word.substring(1, word.length() - 1))
            .toList()
        : List.of();
  }

  /** The choice that is meant, in any case and with or without hyphens. */
  Optional<String> choice(String given) {
    return choices().stream().filter(choice -> plain(choice).equals(plain(given))).findFirst();
  }

  private static String plain(String word) {
    return word.replace("-", "").toLowerCase(Locale.ROOT);
  }

  /** The part of an argument's type that a variable stands for, if the variable is in here. */
  Optional<RelDataType> binding(String variable, RelDataType type) {
    if (text.equals(variable)) {
      return Optional.of(type);
    }
    if (text.startsWith(LIST)) {
      return element().binding(variable, component(type));
    }
    if (text.startsWith(MAP)) {
      return key()
          .binding(variable, Objects.requireNonNull(type.getKeyType()))
          .or(() -> value().binding(variable, Objects.requireNonNull(type.getValueType())));
    }
    return Optional.empty();
  }

  ParameterType element() {
    return new ParameterType(text.substring(LIST.length(), text.length() - 1));
  }

  ParameterType key() {
    return new ParameterType(text.substring(MAP.length(), text.indexOf(',')));
  }

  ParameterType value() {
    return new ParameterType(text.substring(text.indexOf(',') + 1, text.length() - 1).strip());
  }

  boolean isList() {
    return text.startsWith(LIST);
  }

  boolean isMap() {
    return text.startsWith(MAP);
  }

  private static RelDataType component(RelDataType list) {
    return Objects.requireNonNull(list.getComponentType());
  }

  private static boolean isTimestamp(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.TIMESTAMP
        || type.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }
}
