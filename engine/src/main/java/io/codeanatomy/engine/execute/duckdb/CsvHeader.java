// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The first record of a CSV file: what separates its fields, and what they are.
 *
 * <p>DuckDB would guess the separator as well, but it takes a guess under which only the end of the
 * file makes sense and skips the rest without a word.
 */
record CsvHeader(char separator, List<String> fields) {

  private static final int LONGEST = 1 << 20;
  private static final char[] SEPARATORS = {',', ';', '\t', '|'};

  static CsvHeader of(Path file) throws IOException {
    String record = firstRecord(file);
    char separator = separator(record);
    return new CsvHeader(separator, fields(record, separator));
  }

  private static String firstRecord(Path file) throws IOException {
    try (Reader reader =
        new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
      StringBuilder record = new StringBuilder();
      boolean quoted = false;
      for (int c = reader.read(); c >= 0 && record.length() < LONGEST; c = reader.read()) {
        if (c == '"') {
          quoted = !quoted;
        } else if (!quoted && (c == '\n' || c == '\r')) {
          break;
        }
        if (c != '\ufeff' || record.length() > 0) {
          record.append((char) c);
        }
      }
      return record.toString();
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream stream = new BufferedInputStream(Files.newInputStream(file));
    if (!file.toString().endsWith(".gz")) {
      return stream;
    }
    try {
      return new GZIPInputStream(stream);
    } catch (IOException e) {
      stream.close();
      throw e;
    }
  }

  /** The one that splits the record into the most fields; the earlier one of two. */
  private static char separator(String record) {
    char best = SEPARATORS[0];
    for (char candidate : SEPARATORS) {
      if (fields(record, candidate).size() > fields(record, best).size()) {
        best = candidate;
      }
    }
    return best;
  }

  private static List<String> fields(String record, char separator) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < record.length(); i++) {
      char c = record.charAt(i);
      if (c == '"') {
        boolean escaped = quoted && i + 1 < record.length() && record.charAt(i + 1) == '"';
        if (escaped) {
          field.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == separator && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
