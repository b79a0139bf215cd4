// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.engine.ReferenceType.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Random well-typed expressions over the columns of {@link ExpressionRows}, and their meaning. */
final class ExpressionGenerator {

  /**
   * An expression.
   *
   * @param meaning its outcome for a row of values, NULL where a column has none
   */
  record Expression(
      String sql,
      ReferenceType type,
      Function<Map<String, @Nullable Object>, ReferenceOutcome> meaning) {

    ReferenceOutcome outcome(Map<String, @Nullable Object> row) {
      return meaning.apply(row);
    }
  }

  private static final List<ReferenceType> NUMBERS =
      List.of(
          ReferenceType.TINYINT,
          ReferenceType.SMALLINT,
          ReferenceType.INTEGER,
          ReferenceType.BIGINT,
          ReferenceType.decimal(10, 2),
          ReferenceType.decimal(3, 3),
          ReferenceType.decimal(38, 6),
          ReferenceType.decimal(38, 0),
          ReferenceType.REAL,
          ReferenceType.DOUBLE);

  private static final Map<String, BiPredicate<Object, Object>> COMPARISONS =
      new TreeMap<>(
          Map.of(
              "=", (a, b) -> ReferenceOperations.compare(a, b) == 0,
              "<>", (a, b) -> ReferenceOperations.compare(a, b) != 0,
              "<", (a, b) -> ReferenceOperations.compare(a, b) < 0,
              "<=", (a, b) -> ReferenceOperations.compare(a, b) <= 0,
              ">", (a, b) -> ReferenceOperations.compare(a, b) > 0,
              ">=", (a, b) -> ReferenceOperations.compare(a, b) >= 0));

  /** Beyond, decimals of no use would be multiplied. */
  private static final int MAX_SCALE = 18;

  private final Random random;

  ExpressionGenerator(Random random) {
    this.random = random;
  }

  Expression any() {
    int depth = 1 + random.nextInt(3);
    return switch (random.nextInt(8)) {
      case 0, 1, 2, 3 -> number(depth);
      case 4, 5 -> bool(depth);
      case 6 -> text(depth);
      default -> random.nextBoolean() ? date(depth) : timestamp(depth);
    };
  }

  // Numbers

  private Expression number(int depth) {
    if (depth == 0) {
      return random.nextInt(3) > 0 ? column(ReferenceType::isNumber) : literal();
    }
    return switch (random.nextInt(14)) {
      case 0, 1, 2 -> arithmetic(depth);
      case 3 -> quotient(depth);
      case 4 -> remainder(depth);
      case 5 -> {
        Expression a = number(depth - 1);
        yield unary("-(%s)", a, a.type, v -> ReferenceOperations.negative(v, a.type));
      }
      case 6 -> {
        Expression a = number(depth - 1);
        yield unary("abs(%s)", a, a.type, v -> ReferenceOperations.absolute(v, a.type));
      }
      case 7, 8 -> cast(number(depth - 1), castTarget());
      case 9 -> cast(numberText(), castTarget());
      default -> choice(depth, () -> number(depth - 1));
    };
  }

  private ReferenceType castTarget() {
    return NUMBERS.get(random.nextInt(NUMBERS.size()));
  }

  private Expression arithmetic(int depth) {
    Expression a = number(depth - 1);
    Expression b = number(depth - 1);
    char operator = "+-*".charAt(random.nextInt(3));
    ReferenceType type = ReferenceType.ofArithmetic(operator, a.type, b.type);
    if (type.scale() > MAX_SCALE) {
      return a;
    }
    // A sum of decimals is computed at the scale of the result.
    boolean scaled = type.kind() == Kind.DECIMAL && operator != '*';
    ReferenceType operands = ReferenceType.decimal(38, type.scale());
    Expression meaning =
        binary(
            "%s" + operator + "%s",
            scaled ? as(operands, a) : a,
            scaled ? as(operands, b) : b,
            type,
            (l, r) -> ReferenceOperations.arithmetic(operator, l, r, type));
    return new Expression("(%s) %s (%s)".formatted(a.sql, operator, b.sql), type, meaning.meaning);
  }

  private Expression quotient(int depth) {
    Expression a = number(depth - 1);
    Expression b = number(depth - 1);
    return binary(
        "(%s) / (%s)",
        a,
        b,
        ReferenceType.ofQuotient(a.type, b.type),
        (l, r) -> ReferenceOperations.quotient(l, a.type, r, b.type));
  }

  private Expression remainder(int depth) {
    Expression a = number(depth - 1);
    Expression b = number(depth - 1);
    if (!a.type.isExact() || !b.type.isExact()) {
      return a;
    }
    ReferenceType type = ReferenceType.ofRemainder(a.type, b.type);
    return binary(
        random.nextBoolean() ? "(%s) %% (%s)" : "mod(%s, %s)",
        a,
        b,
        type,
        (l, r) -> ReferenceOperations.remainder(l, r, type));
  }

  private Expression literal() {
    switch (random.nextInt(6)) {
      case 0 -> {
        ReferenceType type = castTarget();
        return constant("CAST(NULL AS " + type.sql() + ")", type, null);
      }
      case 1 -> {
        String text = List.of("1.5", "0.05", "2.50", "1000000.125").get(random.nextInt(4));
        return constant(
            text,
            ReferenceType.decimal(text.length() - 1, text.length() - 1 - text.indexOf('.')),
            new BigDecimal(text));
      }
      case 2 -> {
        String text = List.of("1.5e0", "1e300", "2.675e0", "0e0").get(random.nextInt(4));
        return constant(text, ReferenceType.DOUBLE, Double.valueOf(text));
      }
      case 3 -> {
        return constant("3000000000", ReferenceType.BIGINT, 3_000_000_000L);
      }
      default -> {
        long value = List.of(0L, 1L, 2L, 7L, 127L, 128L, 2147483647L).get(random.nextInt(7));
        return constant(Long.toString(value), ReferenceType.INTEGER, value);
      }
    }
  }

  private Expression numberText() {
    String text =
        List.of(
                "17",
                "-1",
                "+3",
                "300",
                "1.5",
                "-0.125",
                "1_0",
                " 1",
                "",
                "x",
                "9223372036854775808")
            .get(random.nextInt(11));
    return random.nextInt(4) == 0
        ? text(1)
        : constant("'" + text + "'", ReferenceType.VARCHAR, text);
  }

  // Truth

  private Expression bool(int depth) {
    if (depth == 0) {
      return column(type -> type.kind() == Kind.BOOLEAN);
    }
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> comparison(depth);
      case 3 -> between(depth);
      case 4 -> in(depth);
      case 5, 6 -> {
        Expression a = bool(depth - 1);
        Expression b = bool(depth - 1);
        boolean and = random.nextBoolean();
        yield new Expression(
            "(%s) %s (%s)".formatted(a.sql, and ? "AND" : "OR", b.sql),
            ReferenceType.BOOLEAN,
            row ->
                and
                    ? ReferenceOutcome.and(a.outcome(row), b.outcome(row))
                    : ReferenceOutcome.or(a.outcome(row), b.outcome(row)));
      }
      case 7 -> unary("NOT (%s)", bool(depth - 1), ReferenceType.BOOLEAN, v -> !((Boolean) v));
      case 8 -> isNull(depth);
      case 9 -> {
        String text = List.of("true", "FALSE", "t", "").get(random.nextInt(4));
        yield cast(constant("'" + text + "'", ReferenceType.VARCHAR, text), ReferenceType.BOOLEAN);
      }
      default -> choice(depth, () -> bool(depth - 1));
    };
  }

  private Expression other(Expression like, int depth) {
    return switch (like.type.kind()) {
      case BOOLEAN -> bool(depth);
      case VARCHAR -> text(depth);
      case DATE -> date(depth);
      case TIMESTAMP -> timestamp(depth);
      default -> number(depth);
    };
  }

  private Expression comparable(int depth) {
    return switch (random.nextInt(7)) {
      case 0 -> bool(depth);
      case 1 -> text(depth);
      case 2 -> date(depth);
      case 3 -> timestamp(depth);
      default -> number(depth);
    };
  }

  private Expression comparison(int depth) {
    Expression a = comparable(depth - 1);
    Expression b = random.nextInt(6) == 0 ? a : other(a, depth - 1);
    if (random.nextInt(4) == 0) {
      boolean not = random.nextBoolean();
      return new Expression(
          "(%s) IS %sDISTINCT FROM (%s)".formatted(a.sql, not ? "NOT " : "", b.sql),
          ReferenceType.BOOLEAN,
          row ->
              ReferenceOutcome.total(
                  values -> not != distinct(values.get(0), values.get(1)),
                  a.outcome(row),
                  b.outcome(row)));
    }
    String operator = List.copyOf(COMPARISONS.keySet()).get(random.nextInt(6));
    return compared(operator, a, b);
  }

  private static boolean distinct(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return a != null || b != null;
    }
    return ReferenceOperations.compare(a, b) != 0;
  }

  private static Expression compared(String operator, Expression a, Expression b) {
    return binary(
        "(%s) " + operator + " (%s)",
        a,
        b,
        ReferenceType.BOOLEAN,
        (l, r) -> COMPARISONS.get(operator).test(l, r));
  }

  private Expression between(int depth) {
    Expression value = comparable(depth - 1);
    Expression low = other(value, depth - 1);
    Expression high = other(value, depth - 1);
    boolean not = random.nextBoolean();
    Expression above = compared(">=", value, low);
    Expression below = compared("<=", value, high);
    return new Expression(
        "(%s) %sBETWEEN (%s) AND (%s)".formatted(value.sql, not ? "NOT " : "", low.sql, high.sql),
        ReferenceType.BOOLEAN,
        row -> not(not, ReferenceOutcome.and(above.outcome(row), below.outcome(row))));
  }

  private Expression in(int depth) {
    Expression value = comparable(depth - 1);
    List<Expression> others =
        IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(i -> other(value, depth - 1)).toList();
    boolean not = random.nextBoolean();
    return new Expression(
        "(%s) %sIN (%s)"
            .formatted(
                value.sql,
                not ? "NOT " : "",
                others.stream().map(Expression::sql).collect(Collectors.joining("), (", "(", ")"))),
        ReferenceType.BOOLEAN,
        row ->
            not(
                not,
                others.stream()
                    .map(o -> compared("=", value, o).outcome(row))
                    .reduce(ReferenceOutcome::or)
                    .orElseThrow()));
  }

  private static ReferenceOutcome not(boolean not, ReferenceOutcome outcome) {
    return not ? ReferenceOutcome.strict(v -> !((Boolean) v.get(0)), outcome) : outcome;
  }

  /** That an operand fails may be overlooked where only its type matters. */
  private Expression isNull(int depth) {
    Expression a = comparable(depth - 1);
    boolean not = random.nextBoolean();
    return new Expression(
        "(%s) IS %sNULL".formatted(a.sql, not ? "NOT " : ""),
        ReferenceType.BOOLEAN,
        row -> {
          ReferenceOutcome outcome =
              ReferenceOutcome.total(v -> (v.get(0) == null) != not, a.outcome(row));
          return outcome.failed() ? outcome.leftOpen() : outcome;
        });
  }

  // Texts and times

  private Expression text(int depth) {
    if (depth == 0) {
      String text = List.of("", "a", "B", "é", "😀", "it''s", "\uFFFD").get(random.nextInt(7));
      return random.nextInt(3) > 0
          ? column(type -> type.kind() == Kind.VARCHAR)
          : constant("'" + text + "'", ReferenceType.VARCHAR, text.replace("''", "'"));
    }
    switch (random.nextInt(6)) {
      case 0, 1 -> {
        return binary(
            "(%s) || (%s)",
            text(depth - 1), text(depth - 1), ReferenceType.VARCHAR, (l, r) -> (String) l + r);
      }
      case 2, 3 -> {
        Expression a = comparable(depth - 1);
        return a.type.isNumber() && !a.type.isExact() ? text(0) : cast(a, ReferenceType.VARCHAR);
      }
      default -> {
        return choice(depth, () -> text(depth - 1));
      }
    }
  }

  private Expression date(int depth) {
    if (depth == 0) {
      return random.nextInt(3) > 0
          ? column(type -> type.kind() == Kind.DATE)
          : constant("DATE '2024-02-29'", ReferenceType.DATE, LocalDate.of(2024, 2, 29));
    }
    return switch (random.nextInt(5)) {
      case 0 -> cast(timestamp(depth - 1), ReferenceType.DATE);
      case 1 -> {
        String text =
            List.of("2026-01-31", "2024-02-29", "2026-02-29", "2026-1-1", "")
                .get(random.nextInt(5));
        yield cast(constant("'" + text + "'", ReferenceType.VARCHAR, text), ReferenceType.DATE);
      }
      case 2 ->
          unary(
              "(%s) + INTERVAL '1' MONTH",
              date(depth - 1), ReferenceType.DATE, v -> ((LocalDate) v).plusMonths(1));
      default -> choice(depth, () -> date(depth - 1));
    };
  }

  private Expression timestamp(int depth) {
    if (depth == 0) {
      return random.nextInt(3) > 0
          ? column(type -> type.kind() == Kind.TIMESTAMP)
          : constant(
              "TIMESTAMP '2026-01-31 10:00:00.123456'",
              ReferenceType.TIMESTAMP,
              Instant.parse("2026-01-31T10:00:00.123456Z"));
    }
    return switch (random.nextInt(5)) {
      case 0 -> cast(date(depth - 1), ReferenceType.TIMESTAMP);
      case 1 ->
          unary(
              "(%s) - INTERVAL '90' MINUTE",
              timestamp(depth - 1), ReferenceType.TIMESTAMP, v -> ((Instant) v).minusSeconds(5400));
      case 2 ->
          unary(
              "(%s) + INTERVAL '1' MONTH",
              timestamp(depth - 1),
              ReferenceType.TIMESTAMP,
              v -> ((Instant) v).atOffset(ZoneOffset.UTC).plusMonths(1).toInstant());
      default -> choice(depth, () -> timestamp(depth - 1));
    };
  }

  // Of any type

  private Expression choice(int depth, Supplier<Expression> values) {
    Expression a = values.get();
    Expression b = values.get();
    if (a.type.isNumber() && !ReferenceType.haveCommon(a.type, b.type)) {
      return a;
    }
    ReferenceType type = ReferenceType.common(a.type, b.type);
    Expression left = as(type, a);
    Expression right = as(type, b);
    switch (random.nextInt(5)) {
      case 0 -> {
        Expression condition = bool(depth - 1);
        return new Expression(
            "CASE WHEN %s THEN %s ELSE %s END".formatted(condition.sql, a.sql, b.sql),
            type,
            row ->
                ReferenceOutcome.choice(
                    condition.outcome(row), left.outcome(row), right.outcome(row)));
      }
      case 1 -> {
        return new Expression(
            "COALESCE(%s, %s)".formatted(a.sql, b.sql),
            type,
            row -> {
              ReferenceOutcome first = left.outcome(row);
              ReferenceOutcome second = right.outcome(row);
              if (first.failed()) {
                return first.beside(second);
              }
              return first.isNull() ? second.after(first) : first.beside(second);
            });
      }
      case 2 -> {
        return new Expression(
            "NULLIF(%s, %s)".formatted(a.sql, b.sql),
            a.type,
            row ->
                ReferenceOutcome.total(
                    v -> distinct(v.get(0), v.get(1)) ? v.get(0) : null,
                    a.outcome(row),
                    b.outcome(row)));
      }
      default -> {
        boolean greatest = random.nextBoolean();
        return binary(
            greatest ? "greatest(%s, %s)" : "least(%s, %s)",
            a,
            b,
            type,
            (l, r) -> {
              Object x = ReferenceOperations.cast(l, type);
              Object y = ReferenceOperations.cast(r, type);
              return (ReferenceOperations.compare(x, y) >= 0) == greatest ? x : y;
            });
      }
    }
  }

  private static Expression as(ReferenceType type, Expression a) {
    return unary("%s", a, type, v -> ReferenceOperations.cast(v, type));
  }

  private Expression cast(Expression a, ReferenceType to) {
    if (a.type.kind() == Kind.VARCHAR && to.kind() == Kind.REAL) {
      return cast(a, ReferenceType.DOUBLE);
    }
    if (random.nextInt(3) > 0) {
      return unary("CAST(%s AS " + to.sql() + ")", a, to, v -> ReferenceOperations.cast(v, to));
    }
    return unary(
        "TRY_CAST(%s AS " + to.sql() + ")",
        a,
        to,
        v -> {
          try {
            return ReferenceOperations.cast(v, to);
          } catch (ReferenceOutcome.Fault e) {
            return null;
          }
        });
  }

  private Expression column(Predicate<ReferenceType> wanted) {
    List<String> names =
        ExpressionRows.COLUMNS.entrySet().stream()
            .filter(column -> wanted.test(column.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    String name = names.get(random.nextInt(names.size()));
    return new Expression(
        name, ExpressionRows.COLUMNS.get(name), row -> ReferenceOutcome.of(row.get(name)));
  }

  private static Expression constant(String sql, ReferenceType type, @Nullable Object value) {
    return new Expression(sql, type, row -> ReferenceOutcome.of(value));
  }

  private static Expression unary(
      String form, Expression a, ReferenceType type, Function<Object, @Nullable Object> operation) {
    return new Expression(
        form.formatted(a.sql),
        type,
        row -> ReferenceOutcome.strict(v -> operation.apply(v.get(0)), a.outcome(row)));
  }

  private static Expression binary(
      String form,
      Expression a,
      Expression b,
      ReferenceType type,
      BinaryOperator<Object> operation) {
    return new Expression(
        form.formatted(a.sql, b.sql),
        type,
        row ->
            ReferenceOutcome.strict(
                v -> operation.apply(v.get(0), v.get(1)), a.outcome(row), b.outcome(row)));
  }
}
