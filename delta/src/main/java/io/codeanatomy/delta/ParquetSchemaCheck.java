// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Checks that a file's columns are exactly those of a row type. Stricter than readers are: some of
 * them take an unsigned or a wider column and give other values without a word.
 */
final class ParquetSchemaCheck {

  private final Path file;

  ParquetSchemaCheck(Path file) {
    this.file = file;
  }

  void check(GroupType found, Schema schema) {
    fields(found, schema.fields(), List.of());
  }

  private void fields(GroupType found, List<Field> fields, List<String> parent) {
    Set<String> known = new HashSet<>();
    for (Field field : fields) {
      List<String> path = append(parent, field.name());
      if (!found.containsField(field.name())) {
        throw mismatch(path, "the file does not have it");
      }
      known.add(field.name());
      type(found.getType(field.name()), field.type(), path);
    }
    Set<String> once = new HashSet<>();
    for (Type column : found.getFields()) {
      if (!known.contains(column.getName())) {
        throw mismatch(append(parent, column.getName()), "the file has it, the table does not");
      }
      if (!once.add(column.getName())) {
        throw mismatch(append(parent, column.getName()), "the file has it twice");
      }
    }
  }

  private void type(Type found, DataType type, List<String> path) {
    if (found.isRepetition(Type.Repetition.REPEATED)) {
      throw mismatch(path, "the file has a repeated column without a list around it");
    }
    if (type instanceof DataType.Struct struct) {
      if (found.isPrimitive() || found.getLogicalTypeAnnotation() != null) {
        throw wrongType(found, type, path);
      }
      fields(found.asGroupType(), struct.fields(), path);
    } else if (type instanceof DataType.Array array) {
      Type element = ParquetNesting.element(found).orElseThrow(() -> wrongType(found, type, path));
      type(element, array.element(), append(path, "element"));
    } else if (type instanceof DataType.Map map) {
      GroupType entry = ParquetNesting.entry(found).orElseThrow(() -> wrongType(found, type, path));
      type(entry.getType(0), map.key(), append(path, "key"));
      type(entry.getType(1), map.value(), append(path, "value"));
    } else if (!found.isPrimitive() || !isOf(found.asPrimitiveType(), type)) {
      throw wrongType(found, type, path);
    }
  }

  private static boolean isOf(PrimitiveType found, DataType type) {
    PrimitiveTypeName physical = found.getPrimitiveTypeName();
    Optional<LogicalTypeAnnotation> logical = Optional.ofNullable(found.getLogicalTypeAnnotation());
    if (type instanceof DataType.Decimal decimal) {
      return (physical == INT32
              || physical == INT64
              || physical == FIXED_LEN_BYTE_ARRAY
              || physical == BINARY)
          && is(logical, LogicalTypeAnnotation.decimalType(decimal.scale(), decimal.precision()));
    }
    return switch ((DataType.Primitive) type) {
      case BOOLEAN -> physical == PrimitiveTypeName.BOOLEAN;
      case BYTE -> physical == INT32 && is(logical, LogicalTypeAnnotation.intType(8, true));
      case SHORT -> physical == INT32 && is(logical, LogicalTypeAnnotation.intType(16, true));
      case INTEGER -> physical == INT32 && isNoneOr(logical, LogicalTypeAnnotation.intType(32));
      case LONG -> physical == INT64 && isNoneOr(logical, LogicalTypeAnnotation.intType(64));
      case FLOAT -> physical == PrimitiveTypeName.FLOAT && logical.isEmpty();
      case DOUBLE -> physical == PrimitiveTypeName.DOUBLE && logical.isEmpty();
      case STRING -> physical == BINARY && logical.filter(ParquetSchemaCheck::isText).isPresent();
      case BINARY -> physical == BINARY && logical.isEmpty();
      case DATE -> physical == INT32 && is(logical, LogicalTypeAnnotation.dateType());
      case TIMESTAMP ->
          physical == INT64
              && is(logical, LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS));
      case TIMESTAMP_NTZ ->
          physical == INT64
              && is(logical, LogicalTypeAnnotation.timestampType(false, TimeUnit.MICROS));
    };
  }

  private static boolean is(
      Optional<LogicalTypeAnnotation> logical, LogicalTypeAnnotation expected) {
    return logical.filter(expected::equals).isPresent();
  }

  private static boolean isNoneOr(
      Optional<LogicalTypeAnnotation> logical, LogicalTypeAnnotation expected) {
    return logical.isEmpty() || is(logical, expected);
  }

  private static boolean isText(LogicalTypeAnnotation logical) {
    return logical.equals(LogicalTypeAnnotation.stringType())
        || logical.equals(LogicalTypeAnnotation.enumType())
        || logical.equals(LogicalTypeAnnotation.jsonType());
  }

  private DeltaException wrongType(Type found, DataType type, List<String> path) {
    return mismatch(path, "the table has " + type + ", the file " + describe(found));
  }

  private static String describe(Type found) {
    String logical =
        found.getLogicalTypeAnnotation() == null
            ? ""
            : " " + found.getLogicalTypeAnnotation().toString();
    return found.isPrimitive()
        ? found.asPrimitiveType().getPrimitiveTypeName() + logical
        : "a group" + logical;
  }

  private DeltaException mismatch(List<String> path, String what) {
    return DeltaErrors.fileMismatch(file, ColumnPath.dotted(path), what);
  }

  private static List<String> append(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }
}
