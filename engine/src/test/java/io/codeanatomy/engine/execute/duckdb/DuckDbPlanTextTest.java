// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.ExecutionSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DuckDB's own plans, and the relations that exist for them alone. */
class DuckDbPlanTextTest {

  private static final Schema KEPT =
      Schema.of(Field.nullable("id", Primitive.LONG), Field.nullable("size", Primitive.LONG));

  @TempDir Path folder;
  private ExecutionSession session;

  @BeforeEach
  void open() {
    session =
        new DuckDbEngine()
            .open(new ExecutionConfig(2, 256L << 20, folder, List.of(), List.of(folder)));
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void anOperatorIsALineBelowTheOneThatItIsAnInputOf() {
    session.declare("kept", KEPT, 1234);
    session.declare("other", KEPT, 10);
    assertThat(
            session.explain(
                "SELECT kept.size FROM kept JOIN other ON kept.id = other.id AND kept.size <="
                    + " other.size"))
        .containsExactly(
            "PROJECTION columns size; ~2658 rows",
            "  HASH_JOIN INNER; on id = id, size <= size; ~2658 rows",
            "    RELATION kept columns id, size; ~1234 rows",
            "    RELATION other columns id, size; ~10 rows");
  }

  @Test
  void aCommonTableIsReadByItsName() {
    session.declare("kept", KEPT, 1000);
    assertThat(
            session.explain(
                "WITH c AS MATERIALIZED (SELECT id, sum(size) AS s FROM kept GROUP BY id)"
                    + " SELECT a.id FROM c AS a JOIN c AS b ON a.s = b.id"))
        .anySatisfy(line -> assertThat(line).startsWith("CTE c"))
        .anySatisfy(line -> assertThat(line.strip()).startsWith("CTE_SCAN c"));
  }

  @Test
  void anEmptyTableWouldBePlannedToNothing() {
    session.materialize("empty", "SELECT 1::BIGINT AS id, 2::BIGINT AS size WHERE false");
    session.declare("kept", KEPT, 1000);
    assertThat(
            session.explain(
                "SELECT kept.size FROM kept JOIN empty ON kept.id = empty.id WHERE empty.size > 5"))
        .as("if this fails, declared relations may be empty tables")
        .anySatisfy(line -> assertThat(line).contains("EMPTY_RESULT"));
  }

  @Test
  void columnsOfEveryTypeAreDeclared() {
    List<Field> fields = new ArrayList<>();
    for (Primitive primitive : Primitive.values()) {
      fields.add(Field.nullable("c_" + primitive, primitive));
    }
    fields.add(Field.nullable("d", new DataType.Decimal(30, 4)));
    fields.add(Field.nullable("l", new DataType.Array(Primitive.DATE, true)));
    fields.add(Field.nullable("m", new DataType.Map(Primitive.STRING, Primitive.LONG, true)));
    fields.add(
        Field.nullable("s", new DataType.Struct(List.of(Field.nullable("a b", Primitive.LONG)))));
    Schema schema = new Schema(fields);
    session.declare("wide", schema, 7);
    for (Field field : fields) {
      String typed =
          "SELECT %1$s FROM wide WHERE typeof(%1$s) <> %2$s"
              .formatted(field.name(), Sql.literal(DuckDbTypes.text(field.type())));
      assertThat(session.explain(typed)).as(field.name()).isNotEmpty();
    }
    assertThat(session.explain("SELECT s.\"a b\", m['x'], l[1], d + 1 FROM wide"))
        .anySatisfy(line -> assertThat(line).contains("RELATION wide"));
  }

  @Test
  void aDeclaredRelationCannotBeRead() {
    session.declare("kept", KEPT, 1234);
    assertThatThrownBy(() -> session.sample("SELECT * FROM kept", 1))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("The relation kept is there to be planned with");
  }

  @Test
  void aQueryThatIsExplainedIsNotExecuted() {
    session.declare("kept", KEPT, 1);
    assertThat(session.explain("SELECT error('executed: ' || id) FROM kept")).isNotEmpty();
  }
}
