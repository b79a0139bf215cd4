// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.codeanatomy.spec.HashBuilder;
import io.codeanatomy.spec.JsonLayout;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Writes a record: one text for each, to the last byte, so that a file can be held against what was
 * written.
 */
final class RunRecordJson {

  static final String VERSION = "record_version";
  static final String HASH = "record_hash";

  private RunRecordJson() {}

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
      new RecordJson(generator).fields(record);
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot fail to be written", e);
    }
    return text.toString();
  }
}
