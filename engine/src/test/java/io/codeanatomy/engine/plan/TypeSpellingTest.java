// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.engine.schema.TypeNames;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.junit.jupiter.api.Test;

/** Plans and tables spell their types alike. */
class TypeSpellingTest {

  @Test
  void aTypeHasOneSpelling() {
    List<DataType> types = new ArrayList<>(List.of(Primitive.values()));
    types.add(new DataType.Decimal(10, 2));
    types.add(new DataType.Array(Primitive.LONG, true));
    types.add(new DataType.Map(Primitive.STRING, new DataType.Array(Primitive.BYTE, true), true));
    types.add(
        new DataType.Struct(
            List.of(
                Field.nullable("a", Primitive.FLOAT), Field.nullable("b c", Primitive.BINARY))));
    RelDataTypeFactory factory = PlanTypes.factory();
    for (DataType type : types) {
      String spelled = TypeNames.spell(type);
      assertThat(SqlTypes.spell(PlanTypes.toAlgebra(factory, type, true))).isEqualTo(spelled);
      assertThat(SqlTypes.parse(factory, spelled).flatMap(PlanTypes::toDelta)).contains(type);
    }
  }
}
