// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.JsonLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a record, strictly: what was not written just so is not read. */
final class RunRecordReader {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final Path file;
  private final String text;
  private final JsonParser parser;

  private RunRecordReader(Path file, String text, JsonParser parser) {
    this.file = file;
    this.text = text;
    this.parser = parser;
  }

  /**
   * Reads the text of a file.
   *
   * @param file for the diagnostics
   * @throws DiagnosticException with what is wrong with it, if anything is
   */
  static RunRecord read(Path file, String text) {
    long version = version(file, text);
    if (version > RunRecord.VERSION) {
      throw HistoryErrors.newer(file, version);
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      RunRecord record = new RunRecordReader(file, text, parser).document();
      if (!RunRecordJson.text(record).equals(text)) {
        throw HistoryErrors.changed(file);
      }
      return record;
    } catch (IOException e) {
      throw new UncheckedIOException("a text that was read before cannot be read", e);
    }
  }

  /** The version of the document, which is read to its end, for errors of its syntax. */
  private static long version(Path file, String text) {
    long version = -1;
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw HistoryErrors.notARecord(file, "it is not a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isVersion = parser.currentName().equals(RunRecordJson.VERSION);
        JsonToken token = parser.nextToken();
        if (isVersion && token == JsonToken.VALUE_NUMBER_INT) {
          version = parser.getBigIntegerValue().longValue();
        }
        parser.skipChildren();
      }
      if (parser.nextToken() != null) {
        throw HistoryErrors.notARecord(file, "there is more after its end");
      }
    } catch (JsonProcessingException e) {
      throw HistoryErrors.notARecord(file, isOfTheEnd(e) ? "it ends in the middle" : problem(e));
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot fail to be read", e);
    }
    if (version < 1) {
      throw HistoryErrors.notARecord(file, "it has no " + RunRecordJson.VERSION);
    }
    return version;
  }

  /** An end between two fields is told by a message alone. */
  private static boolean isOfTheEnd(JsonProcessingException failure) {
    return failure instanceof JsonEOFException
        || failure.getOriginalMessage().startsWith("Unexpected end-of-input");
  }

  private static String problem(JsonProcessingException failure) {
    String first = failure.getOriginalMessage().lines().findFirst().orElse("").strip();
    return failure.getLocation() == null
        ? first
        : "line "
            + failure.getLocation().getLineNr()
            + ", column "
            + failure.getLocation().getColumnNr()
            + ": "
            + first;
  }

  private RunRecord document() throws IOException {
    parser.nextToken();
    RunRecord record =
        record(RunRecord.class, "", List.of(RunRecordJson.VERSION, RunRecordJson.HASH));
    return record;
  }

  /**
   * Reads an object that the parser stands at.
   *
   * @param besides the fields that must be there and are no components
   */
  private <T> T record(Class<T> type, String pointer, List<String> besides) throws IOException {
    expect(JsonToken.START_OBJECT, "an object", pointer);
    Map<String, RecordComponent> components = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      components.put(RecordJson.fieldName(component), component);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>(besides);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      RecordComponent component = components.get(name);
      if (component != null) {
        values.put(name, value(component.getGenericType(), pointer + "/" + name));
      } else if (missing.remove(name)) {
        parser.skipChildren();
      } else {
        throw HistoryErrors.unfit(file, "it has an unknown field " + pointer + "/" + name);
      }
    }
    components.keySet().stream().filter(name -> !values.containsKey(name)).forEach(missing::add);
    if (!missing.isEmpty()) {
      throw HistoryErrors.unfit(file, "it has no field " + pointer + "/" + missing.get(0));
    }
    return construct(type, components.keySet().stream().map(values::get).toArray());
  }

  private static <T> T construct(Class<T> type, Object[] values) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("cannot make a " + type, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type, e);
    }
  }

  private Object value(Type type, String pointer) throws IOException {
    if (type instanceof ParameterizedType generic) {
      return generic(generic, pointer);
    } else if (type == String.class) {
      return string(pointer);
    } else if (type == int.class) {
      return Math.toIntExact(integer(pointer, Integer.MIN_VALUE, Integer.MAX_VALUE));
    } else if (type == long.class) {
      return integer(pointer, Long.MIN_VALUE, Long.MAX_VALUE);
    } else if (type == double.class) {
      return number(pointer);
    } else if (type == OptionalLong.class) {
      return parser.currentToken() == JsonToken.VALUE_NULL
          ? OptionalLong.empty()
          : OptionalLong.of(integer(pointer, Long.MIN_VALUE, Long.MAX_VALUE));
    } else if (type == Instant.class) {
      return instant(pointer);
    } else if (type == Path.class) {
      return path(pointer);
    } else if (type == RecordedSpec.class) {
      return spec(pointer);
    }
    return record((Class<?>) type, pointer, List.of());
  }

  private Object generic(ParameterizedType type, String pointer) throws IOException {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == Optional.class) {
      return parser.currentToken() == JsonToken.VALUE_NULL
          ? Optional.empty()
          : Optional.of(value(arguments[0], pointer));
    }
    if (type.getRawType() == List.class) {
      expect(JsonToken.START_ARRAY, "a list", pointer);
      List<Object> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(value(arguments[0], pointer + "/" + items.size()));
      }
      return items;
    }
    expect(JsonToken.START_OBJECT, "an object", pointer);
    Map<String, Object> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      entries.put(name, value(arguments[1], pointer + "/" + name));
    }
    return entries;
  }

  private String string(String pointer) throws IOException {
    expect(JsonToken.VALUE_STRING, "a text", pointer);
    return parser.getText();
  }

  private long integer(String pointer, long least, long most) throws IOException {
    expect(JsonToken.VALUE_NUMBER_INT, "an integer", pointer);
    java.math.BigInteger value = parser.getBigIntegerValue();
    if (value.bitLength() > 63 || value.longValue() < least || value.longValue() > most) {
      throw HistoryErrors.unfit(file, "the number at " + pointer + " is out of range");
    }
    return value.longValue();
  }

  private double number(String pointer) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      expect(JsonToken.VALUE_NUMBER_FLOAT, "a number", pointer);
    }
    return parser.getDecimalValue().doubleValue();
  }

  private Instant instant(String pointer) throws IOException {
    try {
      return Instant.parse(string(pointer));
    } catch (DateTimeException e) {
      throw HistoryErrors.unfit(file, "there is no instant in ISO form at " + pointer);
    }
  }

  private Path path(String pointer) throws IOException {
    try {
      return Path.of(string(pointer));
    } catch (java.nio.file.InvalidPathException e) {
      throw HistoryErrors.unfit(file, "there is no location at " + pointer);
    }
  }

  private RecordedSpec spec(String pointer) throws IOException {
    expect(JsonToken.START_OBJECT, "an object", pointer);
    int start = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    int end = (int) parser.currentTokenLocation().getCharOffset() + 1;
    return new RecordedSpec(JsonLayout.compact(text.substring(start, end)));
  }

  private void expect(JsonToken token, String what, String pointer) {
    if (parser.currentToken() != token) {
      throw HistoryErrors.unfit(
          file, (pointer.isEmpty() ? "it" : "what is at " + pointer) + " is not " + what);
    }
  }
}
