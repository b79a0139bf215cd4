// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the readers of JSON and YAML share: limits, the check of texts, and problems with places.
 */
final class TreeBuilder {

  /** A spec is about ten levels deep; parameters of intents may add some. */
  static final int MAX_DEPTH = 100;

  private final LineIndex lines;
  private final List<Diagnostic> problems = new ArrayList<>();

  TreeBuilder(String text) {
    this.lines = new LineIndex(text);
  }

  /** All problems so far. */
  List<Diagnostic> problems() {
    return List.copyOf(problems);
  }

  void report(int offset, Diagnostic diagnostic) {
    problems.add(at(offset, diagnostic));
  }

  Diagnostic at(int offset, Diagnostic diagnostic) {
    Position position = lines.position(offset);
    return diagnostic.at(position.line(), position.column());
  }

  void checkDepth(int depth, int offset, String pointer) {
    if (depth > MAX_DEPTH) {
      throw new DiagnosticException(at(offset, ReadErrors.tooDeep(pointer, MAX_DEPTH)));
    }
  }

  Node.Text text(int offset, String value, String pointer) {
    checkUnicode(offset, value, pointer);
    return new Node.Text(offset, value);
  }

  /** Collects the fields of one object. */
  Fields fields(int offset, String pointer) {
    return new Fields(offset, pointer);
  }

  private void checkUnicode(int offset, String value, String pointer) {
    boolean lone =
        value
            .codePoints()
            .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    if (lone) {
      report(offset, ReadErrors.notUnicode(pointer));
    }
  }

  /** The fields of one object; reports a key that occurs again. */
  final class Fields {

    private final int offset;
    private final String pointer;
    private final Map<String, Node.Entry> entries = new LinkedHashMap<>();

    private Fields(int offset, String pointer) {
      this.offset = offset;
      this.pointer = pointer;
    }

    String pointerOf(String key) {
      return JsonPointer.field(pointer, key);
    }

    void add(int keyOffset, String key, Node value) {
      checkUnicode(keyOffset, key, pointerOf(key));
      Node.Entry first = entries.putIfAbsent(key, new Node.Entry(keyOffset, value));
      if (first != null) {
        report(
            keyOffset,
            ReadErrors.duplicateKey(pointerOf(key), key, lines.position(first.keyOffset())));
      }
    }

    Node.Mapping build() {
      return new Node.Mapping(offset, entries);
    }
  }
}
