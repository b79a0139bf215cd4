// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaDiffTest {

  private static final Field ID = Field.required("id", Primitive.INTEGER);
  private static final List<DataType> PRIMITIVES = List.of(Primitive.values());
  private static final Field NAME = Field.nullable("name", Primitive.STRING);

  private static Stream<Arguments> changes() {
    return Stream.of(
        change("nothing", row(ID, NAME), row(ID, NAME), "IDENTICAL"),
        change(
            "a nullable column",
            row(ID),
            row(ID, NAME),
            "ADDITIVE",
            "name ADDED [] [varchar] ADDITIVE"),
        change(
            "a nullable column in the middle",
            row(ID, NAME),
            row(ID, Field.nullable("x", Primitive.DATE), NAME),
            "ADDITIVE",
            "x ADDED [] [date] ADDITIVE"),
        change(
            "a required column",
            row(NAME),
            row(NAME, ID),
            "BREAKING",
            "id ADDED [] [integer not null] BREAKING"),
        change(
            "a column less",
            row(ID, NAME),
            row(ID),
            "BREAKING",
            "name REMOVED [varchar] [] BREAKING"),
        change(
            "a rename, in upper case alone, too",
            row(ID, NAME),
            row(ID, Field.nullable("Name", Primitive.STRING)),
            "BREAKING",
            "name REMOVED [varchar] [] BREAKING",
            "Name ADDED [] [varchar] ADDITIVE"),
        change(
            "a wider type",
            row(ID),
            row(Field.required("id", Primitive.LONG)),
            "WIDENING",
            "id TYPE [integer] [bigint] WIDENING"),
        change(
            "a narrower type",
            row(Field.required("id", Primitive.LONG)),
            row(ID),
            "BREAKING",
            "id TYPE [bigint] [integer] BREAKING"),
        change(
            "NULL allowed",
            row(ID),
            row(Field.nullable("id", Primitive.INTEGER)),
            "WIDENING",
            "id NULLABILITY [not null] [nullable] WIDENING"),
        change(
            "NULL forbidden",
            row(NAME),
            row(Field.required("name", Primitive.STRING)),
            "BREAKING",
            "name NULLABILITY [nullable] [not null] BREAKING"),
        change(
            "another order",
            row(ID, NAME),
            row(NAME, ID),
            "BREAKING",
            " ORDER [id, name] [name, id] BREAKING"),
        change(
            "a field of a struct, wider and more",
            row(Field.nullable("s", struct(ID))),
            row(Field.nullable("s", struct(Field.required("id", Primitive.DOUBLE), NAME))),
            "WIDENING",
            "s.id TYPE [integer] [double] WIDENING",
            "s.name ADDED [] [varchar] ADDITIVE"),
        change(
            "a field of a struct in a list",
            row(Field.nullable("l", new DataType.Array(struct(ID), false))),
            row(Field.nullable("l", new DataType.Array(struct(ID, NAME), true))),
            "WIDENING",
            "l.element.name ADDED [] [varchar] ADDITIVE",
            "l.element NULLABILITY [not null] [nullable] WIDENING"),
        change(
            "a field in the value of a map",
            row(Field.nullable("m", new DataType.Map(Primitive.STRING, struct(ID), true))),
            row(Field.nullable("m", new DataType.Map(Primitive.STRING, struct(ID, NAME), false))),
            "BREAKING",
            "m.value.name ADDED [] [varchar] ADDITIVE",
            "m.value NULLABILITY [nullable] [not null] BREAKING"),
        change(
            "a field in the key of a map",
            row(Field.nullable("m", new DataType.Map(struct(ID), Primitive.STRING, true))),
            row(Field.nullable("m", new DataType.Map(struct(ID, NAME), Primitive.STRING, true))),
            "BREAKING",
            "m.key.name ADDED [] [varchar] BREAKING"),
        change(
            "another kind of type",
            row(Field.nullable("x", struct(ID))),
            row(Field.nullable("x", new DataType.Array(Primitive.LONG, true))),
            "BREAKING",
            "x TYPE [struct(id integer)] [list(bigint)] BREAKING"),
        change(
            "a name with a dot",
            row(Field.nullable("a.b", struct(Field.nullable("c", Primitive.DATE)))),
            row(Field.nullable("a.b", struct(Field.nullable("c", Primitive.TIMESTAMP_NTZ)))),
            "WIDENING",
            "\"a.b\".c TYPE [date] [timestamp_ntz] WIDENING"));
  }

  private static Arguments change(
      String what, Schema before, Schema after, String change, String... differences) {
    return Arguments.of(what, before, after, change, List.of(differences));
  }

  private static Schema row(Field... fields) {
    return Schema.of(fields);
  }

  private static DataType struct(Field... fields) {
    return new DataType.Struct(List.of(fields));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void everyChangeHasItsClass(
      String what, Schema before, Schema after, String change, List<String> differences) {
    SchemaDiff diff = SchemaDiff.between(before, after);
    assertThat(diff.change()).as(what).hasToString(change);
    assertThat(diff.differences())
        .extracting(
            d ->
                "%s %s [%s] [%s] %s"
                    .formatted(d.path(), d.kind(), d.before(), d.after(), d.change()))
        .isEqualTo(differences);
  }

  /** The protocol's table, row by row. */
  @Test
  void typesWidenAsTheProtocolSays() {
    List<DataType> types = new ArrayList<>(List.of(Primitive.values()));
    types.addAll(
        List.of(
            new DataType.Decimal(9, 0),
            new DataType.Decimal(10, 0),
            new DataType.Decimal(12, 2),
            new DataType.Decimal(20, 0),
            new DataType.Decimal(22, 3)));
    List<String> widening = new ArrayList<>();
    for (DataType from : types) {
      for (DataType to : types) {
        if (SchemaDiff.between(row(Field.nullable("x", from)), row(Field.nullable("x", to)))
            .change()
            .equals(SchemaChange.WIDENING)) {
          widening.add(from + ">" + to);
        }
      }
    }
    assertThat(widening)
        .containsExactly(
            "byte>short",
            "byte>integer",
            "byte>long",
            "byte>double",
            "byte>decimal(10,0)",
            "byte>decimal(12,2)",
            "byte>decimal(20,0)",
            "byte>decimal(22,3)",
            "short>integer",
            "short>long",
            "short>double",
            "short>decimal(10,0)",
            "short>decimal(12,2)",
            "short>decimal(20,0)",
            "short>decimal(22,3)",
            "integer>long",
            "integer>double",
            "integer>decimal(10,0)",
            "integer>decimal(12,2)",
            "integer>decimal(20,0)",
            "integer>decimal(22,3)",
            "long>decimal(20,0)",
            "float>double",
            "date>timestamp_ntz",
            "decimal(9,0)>decimal(10,0)",
            "decimal(9,0)>decimal(12,2)",
            "decimal(9,0)>decimal(20,0)",
            "decimal(9,0)>decimal(22,3)",
            "decimal(10,0)>decimal(12,2)",
            "decimal(10,0)>decimal(20,0)",
            "decimal(10,0)>decimal(22,3)",
            "decimal(12,2)>decimal(22,3)");
  }

  @Test
  void aRowTypeIsItselfAndNoOtherByDiffAndByHash() {
    long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      Schema one = random(random);
      Schema other = random.nextInt(3) == 0 ? copy(one) : changed(one, random);
      String what = "%s and %s, -Dcodeanatomy.seed=%d".formatted(one, other, seed);
      assertThat(SchemaDiff.between(one, copy(one)).differences()).as(what).isEmpty();
      boolean same = one.equals(other);
      assertThat(SchemaDiff.between(one, other).change() == SchemaChange.IDENTICAL)
          .as(what)
          .isEqualTo(same);
      assertThat(SchemaHash.of(one).equals(SchemaHash.of(other))).as(what).isEqualTo(same);
      if (SchemaDiff.between(one, other).change() == SchemaChange.ADDITIVE) {
        assertThat(SchemaDiff.between(other, one).change())
            .as("back again, " + what)
            .isEqualTo(SchemaChange.BREAKING);
      }
    }
  }

  @Test
  void theHashIsTheSameForeverAndTellsWhatNamesAloneDoNot() {
    assertThat(SchemaHash.of(row(ID, NAME)))
        .isEqualTo(SchemaHash.of(row(ID, NAME)))
        .isEqualTo(KNOWN);
    assertThat(SchemaHash.of(row(Field.nullable("a long, b", Primitive.LONG))))
        .isNotEqualTo(
            SchemaHash.of(
                row(Field.nullable("a", Primitive.LONG), Field.nullable("b", Primitive.LONG))));
  }

  /** Of {@code (id integer not null, name string)}; envelopes of old runs hold such hashes. */
  private static final String KNOWN =
      "b690ab7863982eab54ee19b2ed4bb52720b568d3bfecbd5a584c41c5c0eaf527";

  private static Schema copy(Schema schema) {
    return new Schema(List.copyOf(schema.fields()));
  }

  private static Schema random(Random random) {
    return new Schema(fields(random, 2));
  }

  private static List<Field> fields(Random random, int depth) {
    List<String> names = new ArrayList<>(List.of("a", "b", "c", "d"));
    Collections.shuffle(names, random);
    List<Field> fields = new ArrayList<>();
    for (String name : names.subList(0, 1 + random.nextInt(3))) {
      fields.add(new Field(name, type(random, depth), random.nextBoolean()));
    }
    return fields;
  }

  private static DataType type(Random random, int depth) {
    return switch (depth == 0 ? 9 : random.nextInt(8)) {
      case 0 -> new DataType.Struct(fields(random, depth - 1));
      case 1 -> new DataType.Array(type(random, depth - 1), random.nextBoolean());
      case 2 ->
          new DataType.Map(type(random, depth - 1), type(random, depth - 1), random.nextBoolean());
      case 3 -> new DataType.Decimal(1 + random.nextInt(3), random.nextInt(2));
      default -> PRIMITIVES.get(random.nextInt(PRIMITIVES.size()));
    };
  }

  private static Schema changed(Schema schema, Random random) {
    List<Field> fields = new ArrayList<>(schema.fields());
    int i = random.nextInt(fields.size());
    Field field = fields.get(i);
    switch (random.nextInt(5)) {
      case 0 -> fields.add(new Field("new", type(random, 1), random.nextBoolean()));
      case 1 -> fields.set(i, new Field(field.name(), type(random, 1), field.nullable()));
      case 2 -> fields.set(i, new Field(field.name(), field.type(), !field.nullable()));
      case 3 -> fields.set(i, new Field(field.name() + "x", field.type(), field.nullable()));
      default -> Collections.reverse(fields);
    }
    return new Schema(fields);
  }
}
