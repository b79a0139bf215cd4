// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.schema;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.HashBuilder;
import java.util.List;

/**
 * The hash of a row type: names, order, types and what may be NULL, at every depth. Comments,
 * properties, partitioning and everything else that is not the row type make no difference. It is
 * the {@code schema_hash} of an input in the envelope and in the result of a run.
 */
public final class SchemaHash {

  private final HashBuilder hash = HashBuilder.ofDomain("schema");

  private SchemaHash() {}

  /** The hash: 64 digits of lower-case hex. */
  public static String of(Schema schema) {
    SchemaHash hash = new SchemaHash();
    hash.fields(schema.fields());
    return hash.hash.hex();
  }

  private void fields(List<Field> fields) {
    hash.integer("fields", fields.size());
    for (Field field : fields) {
      hash.text("name", field.name());
      nullable(field.nullable());
      type(field.type());
    }
  }

  private void type(DataType type) {
    if (type instanceof DataType.Struct struct) {
      hash.text("type", "struct");
      fields(struct.fields());
    } else if (type instanceof DataType.Array array) {
      hash.text("type", "array");
      nullable(array.containsNull());
      type(array.element());
    } else if (type instanceof DataType.Map map) {
      hash.text("type", "map");
      type(map.key());
      nullable(map.valueContainsNull());
      type(map.value());
    } else {
      hash.text("type", type.toString());
    }
  }

  private void nullable(boolean nullable) {
    hash.integer("nullable", nullable ? 1 : 0);
  }
}
