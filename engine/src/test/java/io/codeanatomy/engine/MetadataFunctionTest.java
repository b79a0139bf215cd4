// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.function.MetadataFunction;
import io.codeanatomy.engine.schema.RelationSchema;
import io.codeanatomy.spec.MetadataRelation;
import io.codeanatomy.spec.SpecDocument;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told of metadata relations is what they are. */
class MetadataFunctionTest {

  @TempDir Path folder;

  @Test
  void everyMetadataRelationIsTold() {
    assertThat(MetadataFunction.ALL)
        .extracting(MetadataFunction::name)
        .containsExactlyElementsOf(
            Arrays.stream(MetadataRelation.Kind.values()).map(Enum::name).toList());
  }

  @ParameterizedTest
  @EnumSource
  void itsColumnsAreThoseOfTheRelation(MetadataRelation.Kind kind) {
    new GivenTables(folder)
        .write("things", Schema.of(Field.required("id", Primitive.LONG)), "VALUES (1)");
    String spec =
        """
        version: 1
        input_relations: [{logical_name: things, delta_location: things}]
        view_definitions:
          - {name: told, transform: {kind: Filter, source: %s(things), predicate: 'TRUE'}}
        output_targets: [{table_name: told, source_view: told}]
        """
            .formatted(kind);
    RelationSchema schema =
        Engine.create()
            .schema(
                Run.of(SpecDocument.parse(spec, Optional.of(folder.resolve("spec.yaml")))), "told");
    List<String> told =
        MetadataFunction.named(kind.name()).orElseThrow().columns().stream()
            .map(column -> column.name() + " " + column.type())
            .toList();
    assertThat(schema.columns())
        .extracting(column -> column.path() + " " + column.type())
        .isEqualTo(told);
  }
}
