// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.function.FunctionLibrary;
import io.codeanatomy.spec.Diagnostic;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;
import org.junit.jupiter.api.Test;

/**
 * What Calcite must keep doing for us, so that an upgrade that breaks us fails here and says what.
 */
class CalciteContractTest {

  private static final Schema COLUMNS =
      Schema.of(
          Field.required("id", Primitive.LONG),
          Field.nullable("name", Primitive.STRING),
          Field.nullable("value", Primitive.INTEGER),
          Field.nullable("at", Primitive.TIMESTAMP_NTZ));

  private final Algebra algebra = new Algebra();
  private final RelDataType rowType = PlanTypes.toAlgebra(algebra.types(), COLUMNS);
  private final ExpressionCompiler expressions = new ExpressionCompiler(algebra, new Parameters());

  private RexNode compile(String expression) {
    return expressions.expression(expression, ExpressionCompiler.Scope.of(rowType), "");
  }

  private RelNode scan(String name) {
    return algebra.scan(new Algebra.Relation(name, rowType));
  }

  private Diagnostic fault(String expression) {
    try {
      throw new AssertionError("compiles: " + compile(expression));
    } catch (PlanFault e) {
      return e.diagnostics().get(0);
    }
  }

  @Test
  void everyDeltaTypeHasATypeAndComesBack() {
    Schema all =
        new Schema(
            List.of(
                Field.nullable("a", Primitive.BOOLEAN),
                Field.nullable("b", Primitive.BYTE),
                Field.nullable("c", Primitive.SHORT),
                Field.required("d", Primitive.INTEGER),
                Field.nullable("e", Primitive.LONG),
                Field.nullable("f", Primitive.FLOAT),
                Field.nullable("g", Primitive.DOUBLE),
                Field.nullable("h", Primitive.STRING),
                Field.nullable("i", Primitive.BINARY),
                Field.nullable("j", Primitive.DATE),
                Field.nullable("k", Primitive.TIMESTAMP),
                Field.nullable("l", Primitive.TIMESTAMP_NTZ),
                Field.nullable("m", new DataType.Decimal(38, 10)),
                Field.nullable("n", new DataType.Array(Primitive.LONG, true)),
                Field.nullable("o", new DataType.Map(Primitive.STRING, Primitive.LONG, true)),
                Field.nullable(
                    "p", new DataType.Struct(List.of(Field.nullable("x", Primitive.STRING))))));
    assertThat(PlanTypes.toSchema(PlanTypes.toAlgebra(algebra.types(), all))).contains(all);
  }

  @Test
  void decimalsHaveUpTo38DigitsAndTimestampsMicroseconds() {
    assertThat(compile("cast(id as decimal(30, 2))").getType().getPrecision()).isEqualTo(30);
    assertThat(compile("timestamp '2026-01-01 00:00:00.123456'").toString()).contains(".123456");
  }

  @Test
  void literalsMayBeAnyUnicodeAndAreNotPadded() {
    assertThat(compile("'ü€😀'").toString()).contains("ü€😀");
    assertThat(compile("case when id = 1 then 'a' else 'abc' end").getType().getSqlTypeName())
        .isEqualTo(SqlTypeName.VARCHAR);
  }

  @Test
  void textAndNumbersHaveNoCommonType() {
    assertThat(
            algebra
                .types()
                .leastRestrictive(
                    List.of(
                        algebra.types().createSqlType(SqlTypeName.VARCHAR),
                        algebra.types().createSqlType(SqlTypeName.BIGINT))))
        .isNull();
    assertThat(fault("name = id").message())
        .isEqualTo("The expression does not type-check: a varchar is compared with a bigint");
    assertThat(fault("id in (1, 'two')").code()).isEqualTo("CA-PLAN-002");
    assertThat(fault("name between 'a' and 3").code()).isEqualTo("CA-PLAN-002");
  }

  @Test
  void faultsSayWhereTheyAre() {
    Diagnostic column = fault("id = 1\n  and nme = 'x'");
    assertThat(column.message()).isEqualTo("There is no column 'nme' here");
    assertThat(column.inExpression().orElseThrow().line()).isEqualTo(2);
    assertThat(column.inExpression().orElseThrow().column()).isEqualTo(7);
    assertThat(column.inExpression().orElseThrow().endColumn()).isEqualTo(9);
  }

  @Test
  void commonColumnNamesAreNotReserved() {
    assertThat(compile("value + 1")).isNotNull();
    assertThat(ExpressionParser.isKeyword("ORDER")).as("but some are").isTrue();
    assertThat(ExpressionParser.isKeyword("BSTART")).isFalse();
  }

  @Test
  void operatorsOfTheLibraryAreFoundInAnyCase() {
    assertThat(compile("LENGTH(name)").toString()).isEqualTo(compile("length(name)").toString());
    assertThat(compile("STABLE_ID('x', id)").toString()).contains("stable_id");
    assertThat(FunctionLibrary.instance().functionNames()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void longInListsStayExpressions() {
    StringBuilder list = new StringBuilder("id in (0");
    for (int i = 1; i < 2_000; i++) {
      list.append(", ").append(i);
    }
    assertThat(compile(list.append(')').toString()).toString()).doesNotContain("Subquery");
  }

  @Test
  void sumsAndAveragesHaveOurTypes() {
    RelBuilder builder = algebra.builder().push(scan("t"));
    RelNode aggregate =
        builder
            .aggregate(
                builder.groupKey(),
                builder.aggregateCall(SqlStdOperatorTable.SUM, builder.field("value")).as("s"),
                builder.aggregateCall(SqlStdOperatorTable.AVG, builder.field("value")).as("a"))
            .build();
    assertThat(aggregate.getRowType().getFieldList().get(0).getType().getSqlTypeName())
        .isEqualTo(SqlTypeName.BIGINT);
    assertThat(aggregate.getRowType().getFieldList().get(1).getType().getSqlTypeName())
        .isEqualTo(SqlTypeName.DOUBLE);
  }

  @Test
  void theTrimmerPutsAProjectionOverEveryScanThatIsNotReadWhole() {
    RelBuilder builder = algebra.builder().push(scan("a")).push(scan("b"));
    builder.join(
        JoinRelType.INNER, builder.equals(builder.field(2, 0, "id"), builder.field(2, 1, "id")));
    RelNode tree = builder.project(List.of(builder.field(1)), List.of("name"), true).build();
    RelNode trimmed = new RelFieldTrimmer(null, algebra.builder()).trim(tree);
    assertThat(trimmed.getRowType().getFieldNames()).containsExactly("name");
    assertThat(RelOptUtil.toString(trimmed))
        .as("the join reads projections, never whole tables")
        .contains("LogicalProject(id=[$0], name=[$1])")
        .contains("LogicalProject(id=[$0])");
    assertScansAreProjected(trimmed);
  }

  private static void assertScansAreProjected(RelNode node) {
    for (RelNode input : node.getInputs()) {
      if (input instanceof TableScan) {
        assertThat(node).isInstanceOf(Project.class);
      }
      assertScansAreProjected(input);
    }
  }

  @Test
  void aBuilderOfOursKeepsProjectionsThatOnlyRename() {
    RelBuilder builder = algebra.builder().push(scan("t"));
    RelNode renamed = builder.project(builder.fields(), List.of("a", "b", "c", "d"), true).build();
    assertThat(renamed).isInstanceOf(Project.class);
    assertThat(renamed.getRowType().getFieldNames()).containsExactly("a", "b", "c", "d");
  }

  @Test
  void whatTheConverterCannotTakeIsAFaultAndNoCrash() {
    assertThatThrownBy(() -> compile("(1, 2) = (1, 2)")).isInstanceOf(PlanFault.class);
  }
}
