// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.engine.function.ArgumentMismatch;
import io.codeanatomy.engine.function.FunctionDeclaration;
import io.codeanatomy.engine.function.FunctionLibrary;
import io.codeanatomy.engine.function.FunctionSignature;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.Diagnostic.ExpressionPosition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * Compiles SQL expressions over the columns of one relation, or of the two sides of a join.
 *
 * <p>The expression becomes the only item of {@code SELECT … FROM} those relations over a private
 * catalog, so that Calcite's validator checks it as it checks any query, and names the place of a
 * fault in the text as it was written.
 */
final class ExpressionCompiler {

  private static final Pattern COLUMN_NOT_FOUND =
      Pattern.compile("(?:Column|Table) '([^']+)' not found.*", Pattern.DOTALL);
  private static final Pattern WRONG_COUNT =
      Pattern.compile("(Invalid number of arguments to function) '([^']+)'.*", Pattern.DOTALL);
  private static final Pattern FUNCTION_NOT_FOUND =
      Pattern.compile("No match found for function signature ([^(]+)\\(.*", Pattern.DOTALL);

  private final Algebra algebra;
  private final Parameters parameters;
  private final Set<String> functions = new TreeSet<>();

  ExpressionCompiler(Algebra algebra, Parameters parameters) {
    this.algebra = algebra;
    this.parameters = parameters;
  }

  /**
   * The columns that an expression may use.
   *
   * @param relations one relation, or the two sides of a join under the names of {@link
   *     ExpressionText}
   */
  record Scope(List<Algebra.Relation> relations) {

    static Scope of(RelDataType rowType) {
      return new Scope(List.of(new Algebra.Relation("source", rowType)));
    }

    static Scope joined(RelDataType left, RelDataType right) {
      return new Scope(
          List.of(
              new Algebra.Relation(ExpressionText.LEFT, left),
              new Algebra.Relation(ExpressionText.RIGHT, right)));
    }

    /** Whether columns may be qualified by the side that they are of. */
    boolean isJoin() {
      return relations.get(0).name().equals(ExpressionText.LEFT);
    }

    List<String> columns() {
      return relations.stream()
          .flatMap(r -> r.rowType().getFieldNames().stream())
          .distinct()
          .toList();
    }
  }

  /**
   * Compiles an expression to one over the fields of the scope's relations, side by side.
   *
   * @throws PlanFault if it does not parse or type-check
   */
  RexNode expression(String source, Scope scope, String pointer) {
    ExpressionText text =
        scope.isJoin() ? ExpressionText.ofJoin(source) : ExpressionText.of(source);
    ExpressionPlace place = new ExpressionPlace(source, pointer);
    SqlNode parsed = ExpressionParser.parse(text, place);
    SqlNode resolved = new ExpressionNames(text, place, scope, parameters, algebra).resolve(parsed);
    if (resolved instanceof SqlIdentifier column) {
      return column(column, scope);
    }
    collectFunctions(resolved);
    SqlNode named = InLists.spelledOut(resolved);
    return withNumberedParameters(convert(named, scope, text, place), text);
  }

  /**
   * The functions and operators of the library that were called since this was last asked, by name,
   * as the expressions say them: some are another operator in the compiled expression.
   */
  Set<String> takeFunctions() {
    Set<String> taken = new TreeSet<>(functions);
    functions.clear();
    return taken;
  }

  private void collectFunctions(SqlNode expression) {
    expression.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            FunctionLibrary.instance()
                .declaration(call.getOperator())
                .ifPresent(declared -> functions.add(declared.name()));
            return super.visit(call);
          }
        });
  }

  /**
   * Compiles a predicate.
   *
   * @throws PlanFault if it does not parse or type-check, or is not of type BOOLEAN
   */
  RexNode predicate(String source, Scope scope, String pointer) {
    RexNode compiled = expression(source, scope, pointer);
    if (!SqlTypeUtil.inBooleanFamily(compiled.getType())) {
      throw new PlanFault(
          PlanErrors.notAPredicate(
              pointer,
              new ExpressionPlace(source, pointer).whole(),
              SqlTypes.spell(compiled.getType())));
    }
    return compiled;
  }

  /** A column alone, which most expressions are, needs no validator. */
  private static RexNode column(SqlIdentifier column, Scope scope) {
    int offset = 0;
    for (Algebra.Relation relation : scope.relations()) {
      if (relation.name().equals(column.names.get(0))) {
        int index = relation.rowType().getFieldNames().indexOf(column.names.get(1));
        RelDataType type = relation.rowType().getFieldList().get(index).getType();
        return new RexInputRef(offset + index, type);
      }
      offset += relation.rowType().getFieldCount();
    }
    throw new IllegalArgumentException("No column of the scope: " + column);
  }

  private RexNode convert(
      SqlNode expression, Scope scope, ExpressionText text, ExpressionPlace place) {
    SqlSelect select = select(expression, scope);
    CalciteCatalogReader catalog = algebra.catalog(scope.relations());
    SqlValidator validator =
        SqlValidatorUtil.newValidator(
            FunctionLibrary.instance(),
            catalog,
            algebra.types(),
            SqlValidator.Config.DEFAULT
                .withConformance(SqlConformanceEnum.BABEL)
                .withTypeCoercionEnabled(false));
    RelNode relation;
    try {
      SqlNode valid = validator.validate(select);
      ComparisonCheck.check(select, validator, place);
      relation =
          new SqlToRelConverter(
                  (rowType, query, schemaPath, viewPath) -> {
                    throw new UnsupportedOperationException("views are not expanded");
                  },
                  validator,
                  catalog,
                  algebra.cluster(),
                  StandardConvertletTable.INSTANCE,
                  SqlToRelConverter.config()
                      .withExpand(false)
                      .withInSubQueryThreshold(Integer.MAX_VALUE)
                      .withRelBuilderConfigTransform(c -> c.withSimplify(false).withBloat(-1)))
              .convertQuery(valid, false, true)
              .rel;
    } catch (CalciteContextException e) {
      throw new PlanFault(
          fault(e, scope, text, place, new OperatorFaults(select, validator, place)));
    } catch (ArgumentMismatch e) {
      throw new PlanFault(
          PlanErrors.wrongArguments(
              place.pointer(), place.whole(), e.problem(SqlTypes::spell), e.signature()));
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      // What the validator lets pass and the converter cannot take; there is no place to point at.
      throw new PlanFault(
          PlanErrors.illTyped(place.pointer(), place.whole(), String.valueOf(e.getMessage())));
    }
    if (relation instanceof Project project && project.getProjects().size() == 1) {
      return project.getProjects().get(0);
    }
    return algebra.expressions().makeInputRef(relation, 0);
  }

  private static SqlSelect select(SqlNode expression, Scope scope) {
    SqlNode from = table(scope.relations().get(0));
    if (scope.relations().size() == 2) {
      from =
          new SqlJoin(
              SqlParserPos.ZERO,
              from,
              SqlLiteral.createBoolean(false, SqlParserPos.ZERO),
              JoinType.CROSS.symbol(SqlParserPos.ZERO),
              table(scope.relations().get(1)),
              JoinConditionType.NONE.symbol(SqlParserPos.ZERO),
              null);
    }
    SqlNode item =
        SqlStdOperatorTable.AS.createCall(
            SqlParserPos.ZERO, expression, new SqlIdentifier("expression", SqlParserPos.ZERO));
    return new SqlSelect(
        SqlParserPos.ZERO,
        null,
        SqlNodeList.of(item),
        from,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static SqlNode table(Algebra.Relation relation) {
    return new SqlIdentifier(relation.name(), SqlParserPos.ZERO);
  }

  private static Diagnostic fault(
      CalciteContextException e,
      Scope scope,
      ExpressionText text,
      ExpressionPlace place,
      OperatorFaults operators) {
    ExpressionPosition at =
        place.at(e.getPosLine(), e.getPosColumn(), e.getEndPosLine(), e.getEndPosColumn());
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String problem = text.restored(String.valueOf(cause.getMessage()));
    Matcher column = COLUMN_NOT_FOUND.matcher(problem);
    if (column.matches()) {
      return PlanErrors.unknownColumnInExpression(
          place.pointer(), at, column.group(1), scope.columns());
    }
    if (cause instanceof ArgumentMismatch mismatch) {
      return PlanErrors.wrongArguments(
          place.pointer(), at, mismatch.problem(SqlTypes::spell), mismatch.signature());
    }
    Matcher count = WRONG_COUNT.matcher(problem);
    if (count.matches()) {
      Optional<FunctionDeclaration> declared =
          FunctionLibrary.instance().declaration(count.group(2));
      if (declared.isPresent()) {
        return PlanErrors.wrongArguments(
            place.pointer(),
            at,
            declared.get().name() + " does not take that many arguments",
            signatures(declared.get()));
      }
    }
    Matcher function = FUNCTION_NOT_FOUND.matcher(problem);
    if (function.matches()) {
      String name = function.group(1).toLowerCase(Locale.ROOT);
      List<String> known = FunctionLibrary.instance().functionNames();
      Optional<FunctionDeclaration> declared = FunctionLibrary.instance().declaration(name);
      if (declared.isPresent()) {
        return PlanErrors.wrongArguments(
            place.pointer(),
            at,
            declared.get().name() + " does not take these arguments: " + arguments(problem),
            signatures(declared.get()));
      }
      return PlanErrors.unknownFunction(place.pointer(), at, name, known);
    }
    return operators
        .translate(e, at, problem)
        .orElseGet(() -> PlanErrors.illTyped(place.pointer(), at, problem));
  }

  private static String arguments(String problem) {
    return problem.substring(problem.indexOf('('));
  }

  private static String signatures(FunctionDeclaration declaration) {
    return declaration.signatures().stream()
        .map(FunctionSignature::text)
        .collect(Collectors.joining(" or "));
  }

  /** Numbers every parameter by its declaration, whatever its place in the expression. */
  private RexNode withNumberedParameters(RexNode compiled, ExpressionText text) {
    if (text.parameters().isEmpty()) {
      return compiled;
    }
    RexBuilder rex = algebra.expressions();
    return compiled.accept(
        new RexShuttle() {
          @Override
          public RexNode visitDynamicParam(RexDynamicParam parameter) {
            String name = text.parameters().get(parameter.getIndex());
            return rex.makeDynamicParam(parameter.getType(), parameters.number(name));
          }
        });
  }
}
