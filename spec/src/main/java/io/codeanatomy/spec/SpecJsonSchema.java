// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON Schema (draft 2020-12) of specs, derived from the same shapes that {@link SpecDocument}
 * reads by, so that an editor and the reader accept the same documents.
 *
 * <p>What a schema cannot say is left to the reader: that an integer is written without fraction
 * and exponent ({@code 1.0} is an integer to a schema), that a key stands once, and how large
 * numbers in parameters of intents may be.
 */
public final class SpecJsonSchema {

  /** A character that is no white space; spelled out, since \\s is another set in every dialect. */
  private static final String NOT_BLANK =
      "[^\\t-\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]";

  private final Map<String, Object> definitions = new TreeMap<>();

  private SpecJsonSchema() {}

  /** The schema as a JSON text, indented, with a line feed at its end. */
  public static String text() {
    StringBuilder out = new StringBuilder();
    write(new SpecJsonSchema().document(), "", out);
    return out.append('\n').toString();
  }

  private Map<String, Object> document() {
    Shape.Fields spec = (Shape.Fields) Shapes.spec();
    Map<String, Object> object = object(spec, Map.of());
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(
        SpecReader.SCHEMA_FIELD,
        described(Map.of("type", "string"), "The JSON Schema of this document, for editors."));
    properties.putAll(entries(object, "properties"));
    properties.put(
        "version",
        described(Map.of("const", Spec.VERSION), "The version of the spec language: 1."));
    object.put("properties", properties);

    Map<String, Object> document = new LinkedHashMap<>();
    document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    document.put("title", "CodeAnatomy spec, version " + Spec.VERSION);
    document.put("description", Descriptions.of(Spec.class));
    document.putAll(object);
    document.put("$defs", definitions);
    return document;
  }

  private Map<String, Object> schema(Shape shape) {
    if (shape instanceof Shape.Text text) {
      return text(text);
    } else if (shape instanceof Shape.Bool) {
      return Map.of("type", "boolean");
    } else if (shape instanceof Shape.Whole whole) {
      return ordered("type", "integer", "minimum", whole.minimum(), "maximum", whole.maximum());
    } else if (shape instanceof Shape.Word word) {
      return word(word);
    } else if (shape instanceof Shape.Items items) {
      return ordered("type", "array", "items", schema(items.item()));
    } else if (shape instanceof Shape.Entries entries) {
      return ordered("type", "object", "additionalProperties", schema(entries.value()));
    } else if (shape instanceof Shape.Any) {
      return any();
    } else if (shape instanceof Shape.Fields fields) {
      return fields(fields);
    } else if (shape instanceof Shape.Tagged tagged) {
      return tagged(tagged);
    } else if (shape instanceof Shape.Forms forms) {
      return forms(forms);
    }
    throw new IllegalStateException("no schema for " + shape);
  }

  private static Map<String, Object> text(Shape.Text text) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(
        "type",
        text.scalar() == Shape.Text.Scalar.ANY ? List.of("string", "number", "boolean") : "string");
    if (text.blank() == Shape.Text.Blank.REFUSED) {
      schema.put("pattern", NOT_BLANK);
    }
    return schema;
  }

  private static Map<String, Object> word(Shape.Word word) {
    List<Object> constants = new ArrayList<>();
    word.constants()
        .forEach(
            (name, constant) ->
                constants.add(described(Map.of("const", name), Descriptions.of(constant))));
    return ordered("oneOf", constants);
  }

  /** Anything but null, at any depth. */
  private Map<String, Object> any() {
    if (!definitions.containsKey("Any")) {
      Map<String, Object> self = reference("Any");
      definitions.put(
          "Any",
          ordered(
              "description",
              "Any value but null.",
              "type",
              List.of("string", "boolean", "number", "array", "object"),
              "items",
              self,
              "additionalProperties",
              self));
    }
    return reference("Any");
  }

  private Map<String, Object> fields(Shape.Fields fields) {
    Map<String, Object> object = define(fields, Map.of());
    return fields.textForm()
        ? ordered("anyOf", List.of(schema(fields.fields().get(0).shape()), object))
        : object;
  }

  /**
   * The tag decides by conditions rather than by {@code oneOf}: so an editor speaks of the faults
   * of the kind that is meant, not of all kinds.
   */
  private Map<String, Object> tagged(Shape.Tagged tagged) {
    List<Object> tags = new ArrayList<>();
    List<Object> conditions = new ArrayList<>();
    tagged
        .kinds()
        .forEach(
            (kind, fields) -> {
              Map<String, Object> tag =
                  described(Map.of("const", kind), Descriptions.of(fields.type()));
              tags.add(tag);
              conditions.add(
                  ordered(
                      "if",
                      ordered(
                          "properties",
                          Map.of(tagged.tag(), Map.of("const", kind)),
                          "required",
                          List.of(tagged.tag())),
                      "then",
                      define(fields, Map.of(tagged.tag(), Map.of("const", kind)))));
            });
    return ordered(
        "type",
        "object",
        "properties",
        Map.of(tagged.tag(), ordered("oneOf", tags)),
        "required",
        List.of(tagged.tag()),
        "allOf",
        conditions);
  }

  private Map<String, Object> forms(Shape.Forms forms) {
    List<Object> alternatives = new ArrayList<>();
    forms
        .words()
        .forEach(
            (name, fields) ->
                alternatives.add(described(Map.of("const", name), Descriptions.of(fields.type()))));
    forms
        .text()
        .ifPresent(
            fields -> {
              Map<String, Object> text = new LinkedHashMap<>();
              text.put("description", Descriptions.of(fields.type()));
              text.putAll(schema(fields.fields().get(0).shape()));
              alternatives.add(text);
            });
    alternatives.add(define(forms.object(), Map.of()));
    return ordered("anyOf", alternatives);
  }

  /** A reference to the definition of a record, which is made if there is none yet. */
  private Map<String, Object> define(Shape.Fields fields, Map<String, Object> more) {
    String name = fields.type().getSimpleName();
    if (!definitions.containsKey(name)) {
      Map<String, Object> definition = new LinkedHashMap<>();
      definitions.put(name, definition);
      definition.put("description", Descriptions.of(fields.type()));
      definition.putAll(object(fields, more));
    }
    return reference(name);
  }

  private Map<String, Object> object(Shape.Fields fields, Map<String, Object> more) {
    Map<String, Object> properties = new LinkedHashMap<>(more);
    List<Object> required = new ArrayList<>(more.keySet());
    for (Shape.Field field : fields.fields()) {
      properties.put(field.name(), property(field));
      if (field.presence() instanceof Shape.Presence.Required) {
        required.add(field.name());
      }
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", "object");
    object.put("properties", properties);
    if (!required.isEmpty()) {
      object.put("required", required);
    }
    object.put("additionalProperties", false);
    return object;
  }

  private Map<String, Object> property(Shape.Field field) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", field.description());
    if (field.presence() instanceof Shape.Presence.Absent) {
      schema.put("anyOf", List.of(schema(field.shape()), Map.of("type", "null")));
    } else {
      schema.putAll(schema(field.shape()));
    }
    if (field.presence() instanceof Shape.Presence.Defaulted standard) {
      schema.put("default", value(standard.value()));
    }
    return schema;
  }

  private static Object value(Node node) {
    if (node instanceof Node.Text text) {
      return text.value();
    } else if (node instanceof Node.Bool bool) {
      return bool.value();
    } else if (node instanceof Node.Numeral number) {
      return Long.parseLong(number.literal());
    } else if (node instanceof Node.Sequence) {
      return List.of();
    } else if (node instanceof Node.Mapping) {
      return Map.of();
    }
    throw new IllegalStateException("no default is " + node.described());
  }

  private static Map<String, Object> described(Map<String, Object> schema, String description) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("description", description);
    described.putAll(schema);
    return described;
  }

  private static Map<String, Object> reference(String definition) {
    return Map.of("$ref", "#/$defs/" + definition);
  }

  /** A map of keys and values in turn, which keeps their order. */
  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> entries(Map<String, Object> schema, String key) {
    return (Map<String, Object>) schema.getOrDefault(key, Map.of());
  }

  private static void write(Object value, String indent, StringBuilder out) {
    String deeper = indent + "  ";
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      String separator = "{\n";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(separator).append(deeper);
        JsonText.append(out, (String) entry.getKey());
        out.append(": ");
        write(entry.getValue(), deeper, out);
        separator = ",\n";
      }
      out.append('\n').append(indent).append('}');
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      String separator = "[\n";
      for (Object item : list) {
        out.append(separator).append(deeper);
        write(item, deeper, out);
        separator = ",\n";
      }
      out.append('\n').append(indent).append(']');
    } else if (value instanceof String text) {
      JsonText.append(out, text);
    } else {
      out.append(value);
    }
  }
}
