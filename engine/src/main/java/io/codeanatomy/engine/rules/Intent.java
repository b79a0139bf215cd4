// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.spec.ColumnContract;
import io.codeanatomy.spec.RuleIntent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An intent of a spec whose parameters are what is declared of them.
 *
 * @param pointer where the spec has it
 */
public record Intent(RuleIntent intent, String pointer) {

  private static final Pattern BYTES = Pattern.compile("(\\d{1,15}) ?(B|KB|MB|GB|TB)");
  private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB");

  /** Where the spec has a parameter. */
  public String at(String parameter) {
    return pointer + "/params/" + parameter;
  }

  /** Whether a parameter is given. */
  public boolean has(String parameter) {
    return intent.params().containsKey(parameter);
  }

  /** A name or word that must be given. */
  public String text(String parameter) {
    return optionalText(parameter).orElseThrow();
  }

  /** A name or word. */
  public Optional<String> optionalText(String parameter) {
    return Optional.ofNullable(intent.params().get(parameter)).map(String.class::cast);
  }

  /** A list of names; empty if it is not given. */
  public List<String> texts(String parameter) {
    return intent.params().get(parameter) instanceof List<?> names
        ? names.stream().map(String.class::cast).toList()
        : List.of();
  }

  /** A whole number that must be given. */
  public long count(String parameter) {
    return number(value(parameter)).orElseThrow();
  }

  /** A number of bytes that must be given. */
  public long bytes(String parameter) {
    return bytes(value(parameter)).orElseThrow();
  }

  /** Columns with types; a column may hold NULL unless it says otherwise. */
  public List<ColumnContract> contract(String parameter) {
    return intent.params().get(parameter) instanceof List<?> columns
        ? columns.stream().map(column -> contract((Map<?, ?>) column)).toList()
        : List.of();
  }

  private Object value(String parameter) {
    return Objects.requireNonNull(intent.params().get(parameter));
  }

  private static ColumnContract contract(Map<?, ?> column) {
    return new ColumnContract(
        String.valueOf(column.get("name")),
        String.valueOf(column.get("type")),
        !Boolean.FALSE.equals(column.get("nullable")));
  }

  /** The whole number that a value of a spec is. */
  static OptionalLong number(Object value) {
    if (value instanceof Long || value instanceof Integer) {
      return OptionalLong.of(((Number) value).longValue());
    }
    if (value instanceof BigDecimal decimal && decimal.stripTrailingZeros().scale() <= 0) {
      return decimal.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
          ? OptionalLong.of(decimal.longValueExact())
          : OptionalLong.empty();
    }
    return OptionalLong.empty();
  }

  /** The number of bytes that a value of a spec says. */
  static OptionalLong bytes(Object value) {
    if (value instanceof String text) {
      Matcher matcher = BYTES.matcher(text.strip().toUpperCase(Locale.ROOT));
      if (!matcher.matches()) {
        return OptionalLong.empty();
      }
      long factor = 1L << (10 * UNITS.indexOf(matcher.group(2)));
      long count = Long.parseLong(matcher.group(1));
      return count > Long.MAX_VALUE / factor
          ? OptionalLong.empty()
          : OptionalLong.of(count * factor);
    }
    return number(value);
  }
}
