// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The reference of the spec language in Markdown. The page of a transform is made of what its
 * record says of itself; other pages are written by hand and have parts that are made:
 *
 * <pre>
 *   &lt;!-- fields InputRelation --&gt; … &lt;!-- end --&gt;   the fields of a record, and what is in them
 *   &lt;!-- transforms --&gt; … &lt;!-- end --&gt;             the list of the transforms
 *   &lt;!-- result --&gt; … &lt;!-- end --&gt;                 what the YAML before it gives
 * </pre>
 */
public final class ReferencePage {

  private static final Pattern PART =
      Pattern.compile("(?s)<!-- (fields \\w+|transforms|result) -->\n.*?<!-- end -->");
  private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

  private ReferencePage() {}

  /** Runs the views or the document of an example. */
  public interface Example {
    /** The rows as a Markdown table. */
    String result(String yaml);
  }

  /** The names of the transforms. */
  public static List<String> kinds() {
    return Arrays.stream(ViewKind.values()).map(Enum::name).toList();
  }

  /** The page of a transform. */
  public static String ofTransform(String kind, Example example) {
    Shape.Fields fields = fields(kind);
    Reference reference = fields.type().getAnnotation(Reference.class);
    if (reference == null) {
      throw new IllegalStateException(kind + " has no @Reference");
    }
    StringBuilder page = new StringBuilder();
    page.append("# ").append(kind).append("\n\n");
    page.append(Descriptions.of(fields.type())).append("\n\n");
    if (!reference.meaning().isBlank()) {
      page.append(reference.meaning().strip()).append("\n\n");
    }
    page.append("## Fields\n\n").append(tables(fields));
    page.append("## Row type\n\n").append(reference.rowType().strip()).append("\n\n");
    page.append("## NULLs\n\n").append(reference.nulls().strip()).append("\n\n");
    page.append(reference.examples().length == 1 ? "## Example\n\n" : "## Examples\n\n");
    for (String yaml : reference.examples()) {
      page.append("```yaml\n").append(yaml.strip()).append("\n```\n\n");
      page.append(example.result(yaml)).append('\n');
    }
    return page.append(
            """
            Views go into [the frame of the examples](README.md#the-frame-of-the-examples). \
            Part of [the spec language](README.md).
            """)
        .toString();
  }

  /** A page that is written by hand, with its made parts made anew. */
  public static String filled(String page, Example example) {
    Matcher parts = PART.matcher(page);
    StringBuilder filled = new StringBuilder();
    while (parts.find()) {
      String before = page.substring(0, parts.start());
      String made = made(parts.group(1), before, example);
      parts.appendReplacement(
          filled,
          Matcher.quoteReplacement(
              "<!-- %s -->\n\n%s\n<!-- end -->".formatted(parts.group(1), made)));
    }
    return parts.appendTail(filled).toString();
  }

  private static String made(String part, String before, Example example) {
    if (part.equals("transforms")) {
      return transforms();
    } else if (part.equals("result")) {
      List<MatchResult> yaml = YAML.matcher(before).results().toList();
      return example.result(yaml.get(yaml.size() - 1).group(1));
    }
    return tables(fields(part.substring("fields ".length()))).stripTrailing() + "\n";
  }

  private static String transforms() {
    StringBuilder table = new StringBuilder("| kind | |\n|---|---|\n");
    for (String kind : kinds()) {
      table.append(
          "| [`%s`](%s) | %s |\n"
              .formatted(kind, fileName(kind), Descriptions.of(fields(kind).type())));
    }
    return table.toString();
  }

  /** The name of the file of a transform's page. */
  public static String fileName(String kind) {
    return kind.toLowerCase(Locale.ROOT) + ".md";
  }

  /** The table of a record's fields, and below it those of everything that its fields may hold. */
  private static String tables(Shape.Fields fields) {
    StringBuilder text = new StringBuilder(fieldsTable(fields.fields()));
    Deque<Shape> open = new ArrayDeque<>(parts(fields.fields()));
    Set<String> seen = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      Shape shape = open.pop();
      if (seen.add(title(shape))) {
        text.append("\n### ").append(title(shape)).append("\n\n").append(section(shape, open));
      }
    }
    return text.append('\n').toString();
  }

  private static String section(Shape shape, Deque<Shape> open) {
    if (shape instanceof Shape.Word word) {
      StringBuilder table = new StringBuilder("| word | meaning |\n|---|---|\n");
      word.constants()
          .forEach(
              (name, constant) ->
                  table.append("| `%s` | %s |\n".formatted(name, Descriptions.of(constant))));
      return table.toString();
    } else if (shape instanceof Shape.Forms forms) {
      parts(forms.object().fields()).forEach(open::add);
      return forms(forms);
    }
    Shape.Fields object = (Shape.Fields) shape;
    parts(object.fields()).forEach(open::add);
    return Descriptions.of(object.type()) + "\n\n" + fieldsTable(object.fields());
  }

  private static String forms(Shape.Forms forms) {
    Class<?> type = forms.object().type().getInterfaces()[0];
    StringBuilder text = new StringBuilder(Descriptions.of(type)).append("\n\n");
    text.append("| form | meaning |\n|---|---|\n");
    forms
        .words()
        .forEach(
            (name, fields) ->
                text.append("| `%s` | %s |\n".formatted(name, Descriptions.of(fields.type()))));
    forms
        .text()
        .ifPresent(
            fields -> text.append("| a name | %s |\n".formatted(Descriptions.of(fields.type()))));
    String object =
        forms.object().fields().stream()
            .map(Shape.Field::name)
            .collect(Collectors.joining(", ", "`{", "}`"));
    text.append("| %s | %s |\n\n".formatted(object, Descriptions.of(forms.object().type())));
    return text.append(fieldsTable(forms.object().fields())).toString();
  }

  private static String fieldsTable(List<Shape.Field> fields) {
    StringBuilder table =
        new StringBuilder("| field | type | default | meaning |\n|---|---|---|---|\n");
    for (Shape.Field field : fields) {
      table.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  field.name(),
                  typeOf(field.shape()),
                  defaultOf(field.presence()),
                  field.description().replace("|", "\\|")));
    }
    return table.toString();
  }

  private static String defaultOf(Shape.Presence presence) {
    if (presence instanceof Shape.Presence.Defaulted standard) {
      Node value = standard.value();
      return "`" + (value instanceof Node.Text text ? text.value() : JsonWriter.write(value)) + "`";
    }
    return presence instanceof Shape.Presence.Required ? "required" : "none";
  }

  private static String typeOf(Shape shape) {
    if (shape instanceof Shape.Text text) {
      return text.scalar() == Shape.Text.Scalar.ANY ? "text, number or boolean" : "text";
    } else if (shape instanceof Shape.Bool) {
      return "boolean";
    } else if (shape instanceof Shape.Whole) {
      return "integer";
    } else if (shape instanceof Shape.Any) {
      return "any value";
    } else if (shape instanceof Shape.Items items) {
      return "list of " + typeOf(items.item());
    } else if (shape instanceof Shape.Entries entries) {
      return "object of " + typeOf(entries.value());
    } else if (shape instanceof Shape.Tagged tagged) {
      return "object with `" + tagged.tag() + "`";
    }
    String title = title(shape);
    String anchor = title.toLowerCase(Locale.ROOT).replace(' ', '-');
    return "[%s](#%s)".formatted(title.toLowerCase(Locale.ROOT), anchor);
  }

  /** The shapes of fields that have a section of their own. */
  private static List<Shape> parts(List<Shape.Field> fields) {
    List<Shape> parts = new ArrayList<>();
    for (Shape.Field field : fields) {
      Shape shape = field.shape();
      while (shape instanceof Shape.Items items) {
        shape = items.item();
      }
      if (shape instanceof Shape.Word
          || shape instanceof Shape.Fields
          || shape instanceof Shape.Forms) {
        parts.add(shape);
      }
    }
    return parts;
  }

  /** {@code JoinKey} → {@code Join key}. */
  private static String title(Shape shape) {
    Class<?> type;
    if (shape instanceof Shape.Word word) {
      type = word.type();
    } else if (shape instanceof Shape.Forms forms) {
      type = forms.object().type().getInterfaces()[0];
    } else {
      type = ((Shape.Fields) shape).type();
    }
    String words = Shapes.snakeCase(type.getSimpleName()).replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static Shape.Fields fields(String record) {
    Deque<Shape> open = new ArrayDeque<>(List.of(Shapes.spec()));
    while (!open.isEmpty()) {
      Shape shape = open.pop();
      if (shape instanceof Shape.Fields fields) {
        if (fields.type().getSimpleName().equals(record)) {
          return fields;
        }
        fields.fields().forEach(field -> open.add(field.shape()));
      } else if (shape instanceof Shape.Items items) {
        open.add(items.item());
      } else if (shape instanceof Shape.Tagged tagged) {
        open.addAll(tagged.kinds().values());
      }
    }
    throw new IllegalArgumentException("the spec language has no " + record);
  }
}
