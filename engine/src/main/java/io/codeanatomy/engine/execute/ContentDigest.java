// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.schema.RowTypeMerge;
import io.codeanatomy.engine.schema.SchemaHash;
import io.codeanatomy.spec.HashBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What a table holds, in 64 digits: the names and types of its columns and its rows. What may be
 * NULL makes no difference, nor does the order of columns and of fields of structs, which Delta
 * finds by their names. See {@code docs/content-digest.md}.
 */
public final class ContentDigest {

  /** Goes up when anything about the encoding of rows or their sums changes. */
  public static final int ENCODING_VERSION = 1;

  /** By code points, which is the order of the bytes in UTF-8. */
  private static final Comparator<Field> BY_NAME =
      Comparator.comparing(
          field -> field.name().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private ContentDigest() {}

  /**
   * The digest of a table: 64 digits of lower-case hex.
   *
   * @param schema its columns, in any order
   * @param rows its rows, digested under this schema
   */
  public static String of(Schema schema, RowDigest rows) {
    return HashBuilder.ofDomain("content")
        .integer("encoding_version", ENCODING_VERSION)
        .hash("row_type", SchemaHash.of(canonical(schema)))
        .integer("rows", rows.rows())
        .integer("first_sum", rows.first())
        .integer("second_sum", rows.second())
        .hex();
  }

  /**
   * The row type whose columns, in this order, are the encoding of a row: columns and fields of
   * structs by name, all of them nullable.
   */
  public static Schema canonical(Schema schema) {
    return new Schema(sorted(RowTypeMerge.nullable(schema).fields()));
  }

  private static List<Field> sorted(List<Field> fields) {
    return fields.stream()
        .sorted(BY_NAME)
        .map(field -> Field.nullable(field.name(), sorted(field.type())))
        .toList();
  }

  private static DataType sorted(DataType type) {
    if (type instanceof DataType.Struct struct) {
      return new DataType.Struct(sorted(struct.fields()));
    }
    if (type instanceof DataType.Array array) {
      return new DataType.Array(sorted(array.element()), true);
    }
    if (type instanceof DataType.Map map) {
      return new DataType.Map(sorted(map.key()), sorted(map.value()), true);
    }
    return type;
  }
}
