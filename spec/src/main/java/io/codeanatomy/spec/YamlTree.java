// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads one YAML document into a tree.
 *
 * <p>Plain scalars are read so that JSON's mean the same and nothing turns into something else
 * unseen: {@code true}, {@code false}, {@code null}, {@code ~}, an empty value, and numbers as JSON
 * writes them; whatever versions of YAML disagree about ({@code yes}, {@code 010}, {@code 1_000},
 * {@code 0x1f}, dates) stays text.
 */
final class YamlTree {

  /** How many values aliases may stand for, all in all. */
  static final int MAX_ALIASED_VALUES = 100_000;

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  private final TreeBuilder builder;
  private final Parser parser;
  private final Offsets offsets;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private int values;
  private int aliasedValues;

  private record Anchored(Node node, int values) {}

  private YamlTree(String text, TreeBuilder builder) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    this.builder = builder;
    this.parser = new ParserImpl(new StreamReader(text), options);
    this.offsets = new Offsets(text);
  }

  /**
   * Reads a whole text.
   *
   * @throws DiagnosticException on the first error of syntax
   */
  static Node read(String text, TreeBuilder builder) {
    YamlTree tree = null;
    try {
      tree = new YamlTree(text, builder);
      return tree.document();
    } catch (MarkedYAMLException e) {
      throw new DiagnosticException(syntaxError(text, e, builder), e);
    } catch (ReaderException e) {
      int offset = new Offsets(text).offset(e.getPosition());
      String character = String.format(Locale.ROOT, "U+%04X", e.getCodePoint());
      throw new DiagnosticException(
          builder.at(
              offset, ReadErrors.syntax("YAML", "the character " + character + " is not allowed")),
          e);
    } catch (YAMLException e) {
      throw new DiagnosticException(
          builder.at(0, ReadErrors.syntax("YAML", String.valueOf(e.getMessage()))), e);
    }
  }

  private Node document() {
    parser.getEvent();
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      throw new DiagnosticException(ReadErrors.empty());
    }
    parser.getEvent();
    Node root = value("", 0);
    parser.getEvent();
    if (!parser.checkEvent(Event.ID.StreamEnd)) {
      throw new DiagnosticException(
          builder.at(offset(parser.peekEvent()), ReadErrors.severalDocuments()));
    }
    return root;
  }

  private Node value(String pointer, int depth) {
    Event event = parser.getEvent();
    int offset = offset(event);
    builder.checkDepth(depth, offset, pointer);
    if (event instanceof AliasEvent alias) {
      return aliased(alias, offset, pointer);
    }
    int before = values;
    values++;
    Node node;
    if (event instanceof ScalarEvent scalar) {
      checkTag(scalar.getTag(), offset, pointer);
      node = scalar(scalar, offset, pointer);
    } else if (event instanceof SequenceStartEvent sequence) {
      checkTag(sequence.getTag(), offset, pointer);
      node = sequence(offset, pointer, depth);
    } else if (event instanceof MappingStartEvent mapping) {
      checkTag(mapping.getTag(), offset, pointer);
      node = mapping(offset, pointer, depth);
    } else {
      throw new IllegalStateException("a YAML value cannot start with " + event.getEventId());
    }
    String anchor = ((NodeEvent) event).getAnchor();
    if (anchor != null) {
      anchors.put(anchor, new Anchored(node, values - before));
    }
    return node;
  }

  private Node aliased(AliasEvent alias, int offset, String pointer) {
    Anchored anchored = anchors.get(alias.getAnchor());
    if (anchored == null) {
      throw new DiagnosticException(
          builder.at(offset, ReadErrors.unknownAlias(pointer, alias.getAnchor())));
    }
    aliasedValues += anchored.values();
    values += anchored.values();
    if (aliasedValues > MAX_ALIASED_VALUES) {
      throw new DiagnosticException(
          builder.at(offset, ReadErrors.tooManyAliases(pointer, MAX_ALIASED_VALUES)));
    }
    return anchored.node();
  }

  private Node sequence(int offset, String pointer, int depth) {
    List<Node> items = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      items.add(value(JsonPointer.item(pointer, items.size()), depth + 1));
    }
    parser.getEvent();
    return new Node.Sequence(offset, items);
  }

  private Node mapping(int offset, String pointer, int depth) {
    TreeBuilder.Fields fields = builder.fields(offset, pointer);
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      int keyOffset = offset(parser.peekEvent());
      boolean plain = parser.peekEvent() instanceof ScalarEvent scalar && scalar.isPlain();
      Node key = value(pointer, depth + 1);
      Optional<String> name = fieldName(key, keyOffset, pointer, plain);
      Node value = value(name.map(fields::pointerOf).orElse(pointer), depth + 1);
      name.ifPresent(text -> fields.add(keyOffset, text, value));
    }
    parser.getEvent();
    return fields.build();
  }

  private Optional<String> fieldName(Node key, int offset, String pointer, boolean plain) {
    if (!(key instanceof Node.Text text)) {
      builder.report(offset, ReadErrors.keyIsNotText(pointer, key.described()));
      return Optional.empty();
    }
    if (plain && text.value().equals("<<")) {
      builder.report(offset, ReadErrors.mergeKey(JsonPointer.field(pointer, "<<")));
      return Optional.empty();
    }
    return Optional.of(text.value());
  }

  private Node scalar(ScalarEvent event, int offset, String pointer) {
    String value = event.getValue();
    if (event.getScalarStyle() != ScalarStyle.PLAIN) {
      return builder.text(offset, value, pointer);
    }
    return plain(offset, value);
  }

  /** What a plain scalar is. */
  static Node plain(int offset, String value) {
    return switch (value) {
      case "true", "True", "TRUE" -> new Node.Bool(offset, true);
      case "false", "False", "FALSE" -> new Node.Bool(offset, false);
      case "", "~", "null", "Null", "NULL" -> new Node.Null(offset);
      default ->
          NUMBER.matcher(value).matches()
              ? new Node.Numeral(offset, value)
              : new Node.Text(offset, value);
    };
  }

  private void checkTag(String tag, int offset, String pointer) {
    // "!" only says that a quoted scalar is text, which it is anyway.
    if (tag != null && !tag.equals("!")) {
      builder.report(offset, ReadErrors.tag(pointer, tag));
    }
  }

  private int offset(Event event) {
    return offsets.offset(event.getStartMark().getIndex());
  }

  private static Diagnostic syntaxError(
      String text, MarkedYAMLException error, TreeBuilder builder) {
    Mark mark = error.getProblemMark() == null ? error.getContextMark() : error.getProblemMark();
    int offset = mark == null ? 0 : new Offsets(text).offset(mark.getIndex());
    String context = error.getContext();
    String problem = String.valueOf(error.getProblem());
    Diagnostic diagnostic =
        ReadErrors.syntax("YAML", context == null ? problem : context + ", " + problem);
    if (problem.contains("'\\t(TAB)'")) {
      diagnostic = diagnostic.withHint("YAML is indented by blanks, not by tabs");
    }
    return builder.at(offset, diagnostic);
  }

  /** Turns the parser's indexes, which count code points, into offsets in UTF-16 units. */
  private static final class Offsets {

    private final String text;
    private final boolean onlyBasic;
    private int lastIndex;
    private int lastOffset;

    Offsets(String text) {
      this.text = text;
      this.onlyBasic = text.codePointCount(0, text.length()) == text.length();
    }

    int offset(int codePoints) {
      if (onlyBasic) {
        return Math.min(codePoints, text.length());
      }
      // Indexes come almost in order, so each step is short.
      lastOffset = text.offsetByCodePoints(lastOffset, codePoints - lastIndex);
      lastIndex = codePoints;
      return lastOffset;
    }
  }
}
