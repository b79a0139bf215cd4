// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticFormatter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one JSON document, in the order of the calls. */
final class Json {

  /** Writes a part of a document. */
  @FunctionalInterface
  interface Part {
    void write(Json json) throws IOException;
  }

  private final JsonGenerator generator;

  private Json(JsonGenerator generator) {
    this.generator = generator;
  }

  /** A document that is an object with these fields; ends with a line break. */
  static String object(Part fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
      generator.setPrettyPrinter(new Printer());
      generator.writeStartObject();
      fields.write(new Json(generator));
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  Json field(String name, @Nullable String value) throws IOException {
    generator.writeStringField(name, value);
    return this;
  }

  /** The location of a file or folder, absolute. */
  Json field(String name, Path path) throws IOException {
    return field(name, path.toAbsolutePath().normalize().toString());
  }

  Json field(String name, long value) throws IOException {
    generator.writeNumberField(name, value);
    return this;
  }

  /** A number of seconds, to the microsecond. */
  Json seconds(String name, double value) throws IOException {
    generator.writeNumberField(name, Math.round(value * 1e6) / 1e6);
    return this;
  }

  Json flag(String name, boolean value) throws IOException {
    generator.writeBooleanField(name, value);
    return this;
  }

  Json none(String name) throws IOException {
    generator.writeNullField(name);
    return this;
  }

  Json object(String name, Part fields) throws IOException {
    generator.writeObjectFieldStart(name);
    fields.write(this);
    generator.writeEndObject();
    return this;
  }

  /** A list with an object for each item. */
  <T> Json list(String name, Iterable<T> items, ItemPart<T> fields) throws IOException {
    generator.writeArrayFieldStart(name);
    for (T item : items) {
      generator.writeStartObject();
      fields.write(this, item);
      generator.writeEndObject();
    }
    generator.writeEndArray();
    return this;
  }

  /** A list of texts. */
  Json texts(String name, Iterable<String> items) throws IOException {
    generator.writeArrayFieldStart(name);
    for (String item : items) {
      generator.writeString(item);
    }
    generator.writeEndArray();
    return this;
  }

  Json diagnostics(String name, List<Diagnostic> diagnostics) throws IOException {
    generator.writeFieldName(name);
    generator.writeRawValue(DiagnosticFormatter.json(diagnostics));
    return this;
  }

  /** Writes what belongs to an item of a list. */
  @FunctionalInterface
  interface ItemPart<T> {
    void write(Json json, T item) throws IOException;
  }

  /** Two blanks, line feeds on every system, and no blank before a colon. */
  private static final class Printer extends DefaultPrettyPrinter {

    private static final long serialVersionUID = 1L;

    Printer() {
      super(
          Separators.createDefaultInstance()
              .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
              .withObjectEmptySeparator("")
              .withArrayEmptySeparator(""));
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      indentObjectsWith(indenter);
      indentArraysWith(indenter);
    }

    private Printer(Printer base) {
      super(base);
    }

    @Override
    public DefaultPrettyPrinter createInstance() {
      return new Printer(this);
    }
  }
}
