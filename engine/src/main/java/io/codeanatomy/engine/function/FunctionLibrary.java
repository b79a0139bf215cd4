// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/**
 * All operators and functions that an expression may use. What is not here does not exist:
 * everything here is deterministic and means the same on every execution engine. Names are found in
 * any case.
 */
public final class FunctionLibrary implements SqlOperatorTable {

  /** Counts up whenever a function is added, or changes what it means; part of every envelope. */
  public static final int VERSION = 2;

  private static final FunctionLibrary INSTANCE = new FunctionLibrary();

  private final List<FunctionDeclaration> declarations;
  private final List<SqlOperator> operators;
  private final TreeMap<String, List<SqlOperator>> byName = new TreeMap<>();
  private final IdentityHashMap<SqlOperator, FunctionDeclaration> byOperator =
      new IdentityHashMap<>();

  private FunctionLibrary() {
    declarations =
        Stream.of(
                LogicOperators.ALL,
                NumberFunctions.ALL,
                CommonTextFunctions.ALL,
                TextFunctions.ALL,
                TimeFunctions.ALL,
                ChoiceFunctions.ALL,
                NestedFunctions.ALL,
                CollectionFunctions.ALL,
                IdentityFunctions.ALL,
                SpanFunctions.ALL,
                ChangeFeedFunctions.ALL,
                AggregateFunctions.ALL)
            .flatMap(List::stream)
            .toList();
    declarations.forEach(
        declared -> declared.operators().forEach(operator -> byOperator.put(operator, declared)));
    operators = declarations.stream().flatMap(d -> d.operators().stream()).toList();
    for (SqlOperator operator : operators) {
      byName.computeIfAbsent(key(operator.getName()), k -> new ArrayList<>()).add(operator);
    }
  }

  /** The library; there is one. */
  public static FunctionLibrary instance() {
    return INSTANCE;
  }

  /** All declarations, by group. */
  public List<FunctionDeclaration> declarations() {
    return declarations;
  }

  /** The declaration of a name, in any case; operators and aggregates have names too. */
  public Optional<FunctionDeclaration> declaration(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return declarations.stream().filter(d -> d.name().equals(wanted)).findFirst();
  }

  /**
   * The declaration of what an expression calls, by the operator, of which one declaration may have
   * several ({@code IS NULL}, {@code IS NOT NULL}), else by its name: the parser knows no
   * functions.
   */
  public Optional<FunctionDeclaration> declaration(SqlOperator operator) {
    FunctionDeclaration declared = byOperator.get(operator);
    return declared == null ? declaration(operator.getName()) : Optional.of(declared);
  }

  /** The names of the functions (not of the operators), lower case, in order. */
  public List<String> functionNames() {
    return operators.stream()
        .filter(SqlFunction.class::isInstance)
        .map(operator -> operator.getName().toLowerCase(Locale.ROOT))
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * The names of all operators and functions, in order: what the envelope holds of the library,
   * aggregates with them.
   */
  public List<String> operatorNames() {
    return declarations.stream().map(FunctionDeclaration::name).sorted().toList();
  }

  /** The name of an operator of a plan, as the library spells names. */
  public static String nameOf(SqlOperator operator) {
    return operator.getName().toLowerCase(Locale.ROOT);
  }

  @Override
  public void lookupOperatorOverloads(
      SqlIdentifier name,
      @Nullable SqlFunctionCategory category,
      SqlSyntax syntax,
      List<SqlOperator> found,
      SqlNameMatcher matcher) {
    if (!name.isSimple()) {
      return;
    }
    Optional.ofNullable(byName.get(key(name.getSimple()))).stream()
        .flatMap(List::stream)
        .filter(operator -> operator.getSyntax().family == syntax.family)
        .forEach(found::add);
  }

  @Override
  public List<SqlOperator> getOperatorList() {
    return operators;
  }

  private static String key(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
