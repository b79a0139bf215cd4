// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A Delta table whose log is written by hand, as the protocol says: for column mapping and deletion
 * vectors, which other writers make and we do not.
 */
final class HandWrittenTable {

  private static final String Z85 =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

  private final Path location;
  private final List<String> adds = new ArrayList<>();

  HandWrittenTable(Path location) {
    this.location = location;
  }

  /** Adds a file that is there already, without some of its rows. */
  void add(String file, Map<String, String> partitionValues, SortedSet<Integer> deletedRows)
      throws IOException {
    StringBuilder add =
        new StringBuilder(
            "{\"add\":{\"path\":\"%s\",\"size\":%d,\"modificationTime\":1,\"dataChange\":true"
                .formatted(file, Files.size(location.resolve(file))));
    List<String> values = new ArrayList<>();
    partitionValues.forEach(
        (name, value) ->
            values.add("\"%s\":%s".formatted(name, value == null ? "null" : "\"" + value + "\"")));
    add.append(",\"partitionValues\":{").append(String.join(",", values)).append("}");
    adds.add(add.append(deletionVector(deletedRows)).append("}}").toString());
  }

  /** The field of an action that deletes some rows; empty for none. */
  static String deletionVector(SortedSet<Integer> deletedRows) {
    if (deletedRows.isEmpty()) {
      return "";
    }
    byte[] bitmap = bitmap(deletedRows);
    return ",\"deletionVector\":{\"storageType\":\"i\",\"pathOrInlineDv\":\"%s\",\"sizeInBytes\":%d,\"cardinality\":%d}"
        .formatted(z85(bitmap), bitmap.length, deletedRows.size());
  }

  /** Writes version 0. */
  void commit(String schemaJson, List<String> partitionColumns, String mappingMode)
      throws IOException {
    Path log = Files.createDirectories(location.resolve("_delta_log"));
    List<String> lines = new ArrayList<>();
    lines.add(
        "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,"
            + "\"readerFeatures\":[\"columnMapping\",\"deletionVectors\"],"
            + "\"writerFeatures\":[\"columnMapping\",\"deletionVectors\"]}}");
    String columns =
        partitionColumns.isEmpty() ? "" : "\"" + String.join("\",\"", partitionColumns) + "\"";
    lines.add(
        "{\"metaData\":{\"id\":\"5f1c\",\"format\":{\"provider\":\"parquet\",\"options\":{}},\"schemaString\":\"%s\",\"partitionColumns\":[%s],\"configuration\":{\"delta.columnMapping.mode\":\"%s\",\"delta.columnMapping.maxColumnId\":\"50\"},\"createdTime\":1}}"
            .formatted(
                schemaJson.replace("\\", "\\\\").replace("\"", "\\\""), columns, mappingMode));
    lines.addAll(adds);
    Files.write(log.resolve("00000000000000000000.json"), lines);
  }

  /** The RoaringBitmapArray of the protocol, with one 32-bit bitmap of array containers. */
  private static byte[] bitmap(SortedSet<Integer> rows) {
    TreeSet<Integer> containers = new TreeSet<>();
    rows.forEach(row -> containers.add(row >>> 16));
    int header = 8 + 8 * containers.size();
    ByteBuffer bytes =
        ByteBuffer.allocate(16 + header + 2 * rows.size() + 3).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(1681511377).putLong(1).putInt(0);
    bytes.putInt(12346).putInt(containers.size());
    for (int key : containers) {
      int size = rows.subSet(key << 16, (key + 1) << 16).size();
      bytes.putShort((short) key).putShort((short) (size - 1));
    }
    int offset = header;
    for (int key : containers) {
      bytes.putInt(offset);
      offset += 2 * rows.subSet(key << 16, (key + 1) << 16).size();
    }
    rows.forEach(row -> bytes.putShort((short) (row & 0xffff)));
    byte[] exact = new byte[bytes.position()];
    bytes.flip().get(exact);
    return exact;
  }

  private static String z85(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length; i += 4) {
      long value = 0;
      for (int j = 0; j < 4; j++) {
        value = value * 256 + (i + j < bytes.length ? bytes[i + j] & 0xff : 0);
      }
      char[] block = new char[5];
      for (int j = 4; j >= 0; j--) {
        block[j] = Z85.charAt((int) (value % 85));
        value /= 85;
      }
      text.append(block);
    }
    return text.toString();
  }
}
