// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
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
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Records as JSON objects: a field for each component, its name in snake_case; instants in ISO
 * form, enums by name, what is absent as null, numbers of seconds to the microsecond. One text for
 * each record.
 */
public final class RecordJson {

  private final JsonGenerator generator;

  RecordJson(JsonGenerator generator) {
    this.generator = generator;
  }

  /** A record as an indented document that ends with a line feed. */
  public static String text(Record record) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
      new RecordJson(generator).value(record);
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot fail to be written", e);
    }
    return JsonLayout.indented(text.toString());
  }

  /** Writes the fields of a record into an object that is being written. */
  void fields(Record record) throws IOException {
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
    } else if (value instanceof Boolean flag) {
      generator.writeBoolean(flag);
    } else if (value instanceof Enum<?> word) {
      generator.writeString(word.name());
    } else if (value instanceof OptionalInt optional) {
      if (optional.isPresent()) {
        generator.writeNumber(optional.getAsInt());
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
