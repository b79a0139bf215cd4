// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.delta.kernel.internal.deletionvectors.Base85Codec;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * A table whose log is written line by line, to make what our writer does not: or what is wrong.
 */
final class HandMadeTable {

  static final String PLAIN_PROTOCOL =
      "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":2}}";

  private final Path folder;

  HandMadeTable(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  static String protocol(List<String> readerFeatures, List<String> writerFeatures) {
    return "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,\"readerFeatures\":"
        + strings(readerFeatures)
        + ",\"writerFeatures\":"
        + strings(writerFeatures)
        + "}}";
  }

  static String writerProtocol(List<String> writerFeatures) {
    return "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":7,\"writerFeatures\":"
        + strings(writerFeatures)
        + "}}";
  }

  private static String strings(List<String> texts) {
    return texts.stream().map(t -> "\"" + t + "\"").collect(Collectors.joining(",", "[", "]"));
  }

  /** A field of the schema; its type is JSON: a quoted name or an object. */
  static String field(String name, String type, String metadata) {
    return "{\"name\":\""
        + name
        + "\",\"type\":"
        + type
        + ",\"nullable\":true,\"metadata\":"
        + metadata
        + "}";
  }

  static String metaData(
      List<String> fields, List<String> partitionColumns, Map<String, String> properties) {
    String schema = "{\"type\":\"struct\",\"fields\":[" + String.join(",", fields) + "]}";
    String configuration =
        new TreeMap<>(properties)
            .entrySet().stream()
                .map(e -> "\"" + e.getKey() + "\":\"" + e.getValue().replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    return "{\"metaData\":{\"id\":\"00000000-0000-0000-0000-000000000001\",\"format\":{\"provider\":"
        + "\"parquet\",\"options\":{}},\"schemaString\":\""
        + schema.replace("\\", "\\\\").replace("\"", "\\\"")
        + "\",\"partitionColumns\":"
        + strings(partitionColumns)
        + ",\"configuration\":"
        + configuration
        + ",\"createdTime\":1}}";
  }

  /** Adds a file; partition values, statistics and deletion vector are JSON. */
  String add(Path file, String partitionValues, String rest) {
    try {
      return "{\"add\":{\"path\":\""
          + file.getFileName()
          + "\",\"partitionValues\":"
          + partitionValues
          + ",\"size\":"
          + Files.size(file)
          + ",\"modificationTime\":1,\"dataChange\":true"
          + rest
          + "}}";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HandMadeTable commit(long version, String... lines) {
    try {
      Path log = Files.createDirectories(folder.resolve("_delta_log"));
      Files.write(log.resolve(String.format("%020d.json", version)), List.of(lines));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A deletion vector inside the log. */
  static String inlineVector(int... ordinals) {
    byte[] bitmap = bitmap(ordinals);
    return ",\"deletionVector\":{\"storageType\":\"i\",\"pathOrInlineDv\":\""
        + Base85Codec.encodeBytes(padded(bitmap)).replace("\\", "\\\\").replace("\"", "\\\"")
        + "\",\"sizeInBytes\":"
        + bitmap.length
        + ",\"cardinality\":"
        + ordinals.length
        + "}";
  }

  /** A deletion vector in a file of its own. */
  String fileVector(int... ordinals) {
    byte[] bitmap = bitmap(ordinals);
    UUID id = UUID.randomUUID();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream data = new DataOutputStream(bytes)) {
      CRC32 crc = new CRC32();
      crc.update(bitmap);
      data.writeByte(1);
      data.writeInt(bitmap.length);
      data.write(bitmap);
      data.writeInt((int) crc.getValue());
      Files.write(folder.resolve("deletion_vector_" + id + ".bin"), bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ",\"deletionVector\":{\"storageType\":\"u\",\"pathOrInlineDv\":\""
        + Base85Codec.encodeUUID(id)
        + "\",\"offset\":1,\"sizeInBytes\":"
        + bitmap.length
        + ",\"cardinality\":"
        + ordinals.length
        + "}";
  }

  /** Delta's portable bitmap array around one roaring bitmap of array containers. */
  private static byte[] bitmap(int... ordinals) {
    Map<Integer, List<Integer>> containers =
        IntStream.of(ordinals)
            .sorted()
            .boxed()
            .collect(Collectors.groupingBy(o -> o >>> 16, TreeMap::new, Collectors.toList()));
    int values = ordinals.length * 2;
    int header = 4 + 4 + containers.size() * 8;
    ByteBuffer buffer =
        ByteBuffer.allocate(4 + 8 + 4 + header + values).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(1681511377).putLong(1).putInt(0).putInt(12346).putInt(containers.size());
    containers.forEach(
        (key, list) -> buffer.putShort(key.shortValue()).putShort((short) (list.size() - 1)));
    int offset = header;
    for (List<Integer> list : containers.values()) {
      buffer.putInt(offset);
      offset += list.size() * 2;
    }
    containers.values().forEach(list -> list.forEach(o -> buffer.putShort(o.shortValue())));
    return buffer.array();
  }

  private static byte[] padded(byte[] bytes) {
    return java.util.Arrays.copyOf(bytes, (bytes.length + 3) / 4 * 4);
  }

  /** The lines of a log entry. */
  List<String> lines(long version) {
    try {
      return new ArrayList<>(
          Files.readAllLines(
              folder.resolve("_delta_log").resolve(String.format("%020d.json", version))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
