// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import io.codeanatomy.engine.ingest.RowAppender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one file for one table, without the leading {@code file_id} and {@code path}. Built
 * by a worker, replayed by the one thread that writes.
 */
final class RowBuffer {

  private static final byte LONG = 0;
  private static final byte INTEGER = 1;
  private static final byte BOOLEAN = 2;
  private static final byte STRING = 3;
  private static final byte NULL = 4;

  private static final int FILE_COLUMNS = 2;

  private final ExtractionTable table;
  private final int width;
  private final SourceText text;

  /** Numbers, booleans as 0 and 1, strings as their index. */
  private long[] values = new long[64];

  private byte[] types = new byte[64];
  private final List<String> strings = new ArrayList<>();
  private int size;

  RowBuffer(ExtractionTable table, SourceText text) {
    this.table = table;
    this.width = table.columns().size() - FILE_COLUMNS;
    this.text = text;
  }

  RowBuffer add(long value) {
    return add(LONG, value);
  }

  RowBuffer add(int value) {
    return add(INTEGER, value);
  }

  RowBuffer add(boolean value) {
    return add(BOOLEAN, value ? 1 : 0);
  }

  RowBuffer add(@Nullable String value) {
    if (value == null) {
      return addNull();
    }
    strings.add(value);
    return add(STRING, strings.size() - 1L);
  }

  RowBuffer addNull() {
    return add(NULL, 0);
  }

  /** Both ends of a span, in bytes; NULL twice without one. */
  RowBuffer add(@Nullable Span span) {
    if (span == null) {
      return addNull().addNull();
    }
    long start = text.startByte(span.start());
    return add(start).add(span.length() == 0 ? start : text.endByte(span.end()));
  }

  /** Ends the row. */
  void end() {
    if (size % width != 0) {
      throw new IllegalStateException(
          "a row of " + table.name() + " has not its " + width + " values");
    }
  }

  int rows() {
    return size / width;
  }

  void replay(long fileId, String path, RowAppender target) {
    for (int i = 0; i < size; i++) {
      if (i % width == 0) {
        target.append(fileId).append(path);
      }
      switch (types[i]) {
        case LONG -> target.append(values[i]);
        case INTEGER -> target.append((int) values[i]);
        case BOOLEAN -> target.append(values[i] != 0);
        case STRING -> target.append(strings.get((int) values[i]));
        default -> target.appendNull();
      }
      if (i % width == width - 1) {
        target.endRow();
      }
    }
  }

  private RowBuffer add(byte type, long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
      types = Arrays.copyOf(types, size * 2);
    }
    types[size] = type;
    values[size++] = value;
    return this;
  }
}
