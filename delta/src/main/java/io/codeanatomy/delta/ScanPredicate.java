// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A condition on the rows of a table, in SQL's three-valued logic, that a scan may use to leave out
 * files and row groups without a row for which it is true. {@code toString} gives it as SQL spells
 * it.
 *
 * <pre>
 *   day = DATE '2026-01-01' AND (amount &gt; 10 OR amount IS NULL)
 * </pre>
 *
 * <p>There is no negation, so where a part is replaced by {@link Constant#TRUE}, the whole is true
 * for no fewer rows. Columns are top-level columns by their logical names. A comparison of a column
 * with a literal of another kind (a text with a number), or with a column that the table does not
 * have, leaves nothing out.
 */
public sealed interface ScanPredicate {

  /** The predicate that all rows fulfil, or none. */
  enum Constant implements ScanPredicate {
    TRUE,
    FALSE
  }

  /** All of them are true; at least two. Made by {@link ScanPredicate#and}. */
  record And(List<ScanPredicate> operands) implements ScanPredicate {

    public And {
      operands = several(operands);
    }

    @Override
    public String toString() {
      return operands.stream()
          .map(operand -> operand instanceof Or ? "(" + operand + ")" : operand.toString())
          .collect(Collectors.joining(" AND "));
    }
  }

  /** At least one of them is true; at least two. Made by {@link ScanPredicate#or}. */
  record Or(List<ScanPredicate> operands) implements ScanPredicate {

    public Or {
      operands = several(operands);
    }

    @Override
    public String toString() {
      return operands.stream()
          .map(operand -> operand instanceof And ? "(" + operand + ")" : operand.toString())
          .collect(Collectors.joining(" OR "));
    }
  }

  /** A column compared with a value; not true of NULL. */
  record Comparison(String column, Operator operator, ScanLiteral literal)
      implements ScanPredicate {

    @Override
    public String toString() {
      return name(column) + " " + operator + " " + literal;
    }
  }

  /** A column is equal to one of the values; not true of NULL. */
  record In(String column, List<ScanLiteral> literals) implements ScanPredicate {

    public In {
      literals = List.copyOf(literals);
    }

    @Override
    public String toString() {
      return literals.stream()
          .map(ScanLiteral::toString)
          .collect(Collectors.joining(", ", name(column) + " IN (", ")"));
    }
  }

  /** A column is NULL. */
  record IsNull(String column) implements ScanPredicate {

    @Override
    public String toString() {
      return name(column) + " IS NULL";
    }
  }

  /** A column is not NULL. */
  record IsNotNull(String column) implements ScanPredicate {

    @Override
    public String toString() {
      return name(column) + " IS NOT NULL";
    }
  }

  /** How a column is compared with a value. */
  enum Operator {
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /** The operator that is true of exactly the values, NULL left aside, of which this is not. */
    public Operator negated() {
      return switch (this) {
        case EQUAL -> NOT_EQUAL;
        case NOT_EQUAL -> EQUAL;
        case LESS -> GREATER_OR_EQUAL;
        case LESS_OR_EQUAL -> GREATER;
        case GREATER -> LESS_OR_EQUAL;
        case GREATER_OR_EQUAL -> LESS;
      };
    }

    /** The operator that says the same with its sides exchanged. */
    public Operator mirrored() {
      return switch (this) {
        case EQUAL, NOT_EQUAL -> this;
        case LESS -> GREATER;
        case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
        case GREATER -> LESS;
        case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
      };
    }

    /** Whether the operator is true of two values that {@code comparison} has compared. */
    boolean holds(int comparison) {
      return switch (this) {
        case EQUAL -> comparison == 0;
        case NOT_EQUAL -> comparison != 0;
        case LESS -> comparison < 0;
        case LESS_OR_EQUAL -> comparison <= 0;
        case GREATER -> comparison > 0;
        case GREATER_OR_EQUAL -> comparison >= 0;
      };
    }

    @Override
    public String toString() {
      return sign;
    }
  }

  /** True where all are; each is there once, those that say nothing are not. */
  static ScanPredicate and(List<? extends ScanPredicate> operands) {
    Set<ScanPredicate> different = new LinkedHashSet<>();
    for (ScanPredicate operand : operands) {
      different.addAll(operand instanceof And and ? and.operands() : List.of(operand));
    }
    different.remove(Constant.TRUE);
    if (different.contains(Constant.FALSE)) {
      return Constant.FALSE;
    }
    List<ScanPredicate> left = List.copyOf(different);
    return left.isEmpty() ? Constant.TRUE : left.size() == 1 ? left.get(0) : new And(left);
  }

  /** True where both are. */
  default ScanPredicate and(ScanPredicate other) {
    return and(List.of(this, other));
  }

  /** True where one is; each is there once. */
  static ScanPredicate or(List<? extends ScanPredicate> operands) {
    Set<ScanPredicate> different = new LinkedHashSet<>();
    for (ScanPredicate operand : operands) {
      different.addAll(operand instanceof Or or ? or.operands() : List.of(operand));
    }
    different.remove(Constant.FALSE);
    if (different.contains(Constant.TRUE)) {
      return Constant.TRUE;
    }
    List<ScanPredicate> left = List.copyOf(different);
    return left.isEmpty() ? Constant.FALSE : left.size() == 1 ? left.get(0) : new Or(left);
  }

  /** True where one of both is. */
  default ScanPredicate or(ScanPredicate other) {
    return or(List.of(this, other));
  }

  /** The operands of a conjunction; the predicate itself, if it is none; nothing of TRUE. */
  default List<ScanPredicate> conjuncts() {
    if (this instanceof And and) {
      return and.operands();
    }
    return this == Constant.TRUE ? List.of() : List.of(this);
  }

  /** The columns that the predicate is about, each once, in order. */
  default Set<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    renamed(
        column -> {
          columns.add(column);
          return Optional.of(column);
        });
    return columns;
  }

  /**
   * The same predicate about other columns. It is weakened where a column has no new name: what is
   * said of it becomes TRUE.
   */
  default ScanPredicate renamed(Function<String, Optional<String>> names) {
    if (this instanceof And and) {
      return and(and.operands().stream().map(operand -> operand.renamed(names)).toList());
    }
    if (this instanceof Or or) {
      List<ScanPredicate> operands = new ArrayList<>();
      or.operands().forEach(operand -> operands.add(operand.renamed(names)));
      return or(operands);
    }
    if (this instanceof Comparison leaf) {
      return names
          .apply(leaf.column())
          .<ScanPredicate>map(name -> new Comparison(name, leaf.operator(), leaf.literal()))
          .orElse(Constant.TRUE);
    }
    if (this instanceof In leaf) {
      return names
          .apply(leaf.column())
          .<ScanPredicate>map(name -> new In(name, leaf.literals()))
          .orElse(Constant.TRUE);
    }
    if (this instanceof IsNull leaf) {
      return names.apply(leaf.column()).<ScanPredicate>map(IsNull::new).orElse(Constant.TRUE);
    }
    if (this instanceof IsNotNull leaf) {
      return names.apply(leaf.column()).<ScanPredicate>map(IsNotNull::new).orElse(Constant.TRUE);
    }
    return this;
  }

  /** How many comparisons and tests there are in it. */
  default int size() {
    if (this instanceof And and) {
      return and.operands().stream().mapToInt(ScanPredicate::size).sum();
    }
    if (this instanceof Or or) {
      return or.operands().stream().mapToInt(ScanPredicate::size).sum();
    }
    return this instanceof In in ? in.literals().size() : 1;
  }

  private static String name(String column) {
    return column.matches("[A-Za-z_][A-Za-z0-9_]*")
        ? column
        : "\"" + column.replace("\"", "\"\"") + "\"";
  }

  private static List<ScanPredicate> several(List<ScanPredicate> operands) {
    if (operands.size() < 2) {
      throw new IllegalArgumentException("at least two operands, not " + operands);
    }
    return List.copyOf(operands);
  }
}
