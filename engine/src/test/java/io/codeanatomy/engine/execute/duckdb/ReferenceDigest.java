// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.RowDigest;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The digest of rows as {@code docs/content-digest.md} says it, row by row and value by value, of
 * rows that {@link io.codeanatomy.delta.KernelReader} has read.
 */
final class ReferenceDigest {

  private static final BigInteger MODULUS = BigInteger.TWO.pow(64);

  private ReferenceDigest() {}

  static RowDigest of(Schema schema, List<List<Object>> rows) {
    BigInteger first = BigInteger.ZERO;
    BigInteger second = BigInteger.ZERO;
    for (List<Object> row : rows) {
      byte[] hash = md5(encoding(schema.fields(), row));
      first = first.add(littleEndian(hash, 0)).mod(MODULUS);
      second = second.add(littleEndian(hash, 8)).mod(MODULUS);
    }
    return new RowDigest(rows.size(), first.longValue(), second.longValue());
  }

  /** The encodings of the rows in their order, each byte a character. */
  static List<String> encodings(Schema schema, List<List<Object>> rows) {
    return rows.stream()
        .map(row -> new String(encoding(schema.fields(), row), StandardCharsets.ISO_8859_1))
        .sorted()
        .toList();
  }

  private static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static BigInteger littleEndian(byte[] hash, int from) {
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < 8; i++) {
      number = number.add(BigInteger.valueOf(hash[from + i] & 0xff).shiftLeft(8 * i));
    }
    return number;
  }

  /** The fields by name, names by their UTF-8 bytes. */
  private static byte[] encoding(List<Field> fields, List<?> values) {
    TreeMap<byte[], byte[]> byName = new TreeMap<>(Arrays::compareUnsigned);
    for (int i = 0; i < fields.size(); i++) {
      byName.put(utf8(fields.get(i).name()), encoding(fields.get(i).type(), values.get(i)));
    }
    return joined(new ArrayList<>(byName.values()));
  }

  private static byte[] encoding(DataType type, Object value) {
    if (value == null) {
      return utf8("~;");
    }
    if (type instanceof DataType.Struct struct) {
      return headed(struct.fields().size(), encoding(struct.fields(), (List<?>) value));
    }
    if (type instanceof DataType.Array array) {
      List<byte[]> elements = new ArrayList<>();
      ((List<?>) value).forEach(element -> elements.add(encoding(array.element(), element)));
      return headed(elements.size(), joined(elements));
    }
    if (type instanceof DataType.Map map) {
      List<byte[]> entries = new ArrayList<>();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        entries.add(
            joined(
                List.of(
                    encoding(map.key(), entry.getKey()), encoding(map.value(), entry.getValue()))));
      }
      entries.sort(Arrays::compareUnsigned);
      return headed(entries.size(), joined(entries));
    }
    if (type == Primitive.STRING) {
      byte[] text = utf8((String) value);
      return headed(text.length, text);
    }
    if (type == Primitive.BINARY) {
      String digits = ((String) value).substring(2);
      return headed(digits.length() / 2, utf8(digits));
    }
    return utf8(scalar(type, value) + ";");
  }

  private static String scalar(DataType type, Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.setScale(((DataType.Decimal) type).scale()).toPlainString();
    } else if (value instanceof Float number) {
      return String.valueOf(Float.floatToIntBits(number == 0 ? 0f : number));
    } else if (value instanceof Double number) {
      return String.valueOf(Double.doubleToLongBits(number == 0 ? 0d : number));
    } else if (value instanceof LocalDate date) {
      return String.valueOf(date.toEpochDay());
    } else if (value instanceof Instant instant) {
      return micros(instant);
    } else if (value instanceof LocalDateTime time) {
      return micros(time.toInstant(ZoneOffset.UTC));
    }
    return value.toString();
  }

  private static String micros(Instant instant) {
    return BigInteger.valueOf(instant.getEpochSecond())
        .multiply(BigInteger.valueOf(1_000_000))
        .add(BigInteger.valueOf(instant.getNano() / 1000))
        .toString();
  }

  private static byte[] headed(int count, byte[] body) {
    return joined(List.of(utf8(count + ";"), body));
  }

  private static byte[] joined(List<byte[]> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    parts.forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
