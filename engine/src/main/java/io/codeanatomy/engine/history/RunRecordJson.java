// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.codeanatomy.spec.HashBuilder;
import io.codeanatomy.spec.JsonLayout;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Writes a record: one text for each, to the last byte, so that a file can be held against what was
 * written.
 */
final class RunRecordJson {

  static final String VERSION = "record_version";
  static final String HASH = "record_hash";

  private final JsonGenerator generator;

  private RunRecordJson(JsonGenerator generator) {
    this.generator = generator;
  }

  /** The text of the record's file. */
  static String text(RunRecord record) {
    return JsonLayout.indented(compact(record, Optional.of(hash(record))));
  }

  /** The hash of everything in the document but itself. */
  static String hash(RunRecord record) {
    return HashBuilder.ofDomain("run record")
        .text("record", compact(record, Optional.empty()))
        .hex();
  }

  private static String compact(RunRecord record, Optional<String> hash) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
      generator.writeStartObject();
      generator.writeNumberField(VERSION, RunRecord.VERSION);
      if (hash.isPresent()) {
        generator.writeStringField(HASH, hash.get());
      }
      new RunRecordJson(generator).fields(record);
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot fail to be written", e);
    }
    return text.toString();
  }

  private void fields(Record record) throws IOException {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      generator.writeFieldName(fieldName(component));
      value(read(record, component));
    }
  }

  private void value(Object value) throws IOException {
    if (value instanceof String || value instanceof Path || value instanceof Instant) {
      generator.writeString(value.toString());
    } else if (value instanceof Integer number) {
      generator.writeNumber(number);
    } else if (value instanceof Long number) {
      generator.writeNumber(number);
    } else if (value instanceof Double number) {
      generator.writeNumber(decimal(number));
    } else if (value instanceof Optional<?> optional) {
      if (optional.isPresent()) {
        value(optional.get());
      } else {
        generator.writeNull();
      }
    } else if (value instanceof OptionalLong optional) {
      if (optional.isPresent()) {
        generator.writeNumber(optional.getAsLong());
      } else {
        generator.writeNull();
      }
    } else if (value instanceof RecordedSpec spec) {
      generator.writeRawValue(spec.json());
    } else if (value instanceof Record record) {
      generator.writeStartObject();
      fields(record);
      generator.writeEndObject();
    } else if (value instanceof List<?> items) {
      generator.writeStartArray();
      for (Object item : items) {
        value(item);
      }
      generator.writeEndArray();
    } else if (value instanceof Map<?, ?> entries) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        generator.writeFieldName((String) entry.getKey());
        value(entry.getValue());
      }
      generator.writeEndObject();
    } else {
      throw new IllegalStateException("a record cannot hold a " + value.getClass().getName());
    }
  }

  /** Microseconds, written alike whatever the version of Java. */
  private static String decimal(double number) {
    BigDecimal stripped = BigDecimal.valueOf(Math.round(number * 1e6), 6).stripTrailingZeros();
    return stripped.setScale(Math.max(1, stripped.scale())).toPlainString();
  }

  private static Object read(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  /** {@code deltaVersion} → {@code delta_version}. */
  static String fieldName(RecordComponent component) {
    FieldName name = component.getAnnotation(FieldName.class);
    return name != null
        ? name.value()
        : component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
