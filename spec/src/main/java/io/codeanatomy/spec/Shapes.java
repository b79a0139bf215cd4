// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Derives from the records what a document must look like. */
final class Shapes {

  private static final Shape SPEC = of(Spec.class, Spec.class);

  private Shapes() {}

  /** The shape of a whole document. */
  static Shape spec() {
    return SPEC;
  }

  /** {@code leftKey} → {@code left_key}. */
  static String snakeCase(String name) {
    StringBuilder snake = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char character = name.charAt(i);
      if (Character.isUpperCase(character) && i > 0) {
        snake.append('_');
      }
      snake.append(Character.toLowerCase(character));
    }
    return snake.toString();
  }

  /** The name of a component in a document. */
  static String documentName(RecordComponent component) {
    DocumentName name = component.getAnnotation(DocumentName.class);
    return name == null ? snakeCase(component.getName()) : name.value();
  }

  private static Shape of(Type type, AnnotatedElement annotations) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return new Shape.Items(of(arguments[0], annotations));
      }
      if (generic.getRawType() == Map.class) {
        return new Shape.Entries(
            arguments[1] == String.class
                ? new Shape.Text(Shape.Text.Blank.ALLOWED, Shape.Text.Scalar.TEXT_ONLY)
                : of(arguments[1], annotations));
      }
      if (generic.getRawType() == Optional.class) {
        return of(arguments[0], annotations);
      }
    }
    if (type instanceof Class<?> plain) {
      return ofClass(plain, annotations);
    }
    throw new IllegalStateException("a spec cannot hold " + type);
  }

  private static Shape ofClass(Class<?> type, AnnotatedElement annotations) {
    if (type == String.class) {
      return text(annotations);
    } else if (type == boolean.class) {
      return new Shape.Bool();
    } else if (type == int.class) {
      return new Shape.Whole(int.class, Integer.MIN_VALUE, Integer.MAX_VALUE);
    } else if (type == long.class || type == Long.class) {
      return new Shape.Whole(long.class, Long.MIN_VALUE, Long.MAX_VALUE);
    } else if (type == Object.class) {
      return new Shape.Any();
    } else if (type.isEnum()) {
      return word(type);
    } else if (type.isRecord()) {
      return fields(type);
    } else if (type.isSealed()) {
      return sealedShape(type);
    }
    throw new IllegalStateException("a spec cannot hold " + type);
  }

  private static Shape.Text text(AnnotatedElement annotations) {
    return new Shape.Text(
        annotations.isAnnotationPresent(MayBeBlank.class)
            ? Shape.Text.Blank.ALLOWED
            : Shape.Text.Blank.REFUSED,
        annotations.isAnnotationPresent(ScalarAsText.class)
            ? Shape.Text.Scalar.ANY
            : Shape.Text.Scalar.TEXT_ONLY);
  }

  private static Shape.Word word(Class<?> type) {
    Map<String, Enum<?>> constants = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      Enum<?> word = (Enum<?>) constant;
      constants.put(word.name(), word);
    }
    @SuppressWarnings("unchecked")
    Class<? extends Enum<?>> enumType = (Class<? extends Enum<?>>) type;
    return new Shape.Word(enumType, constants);
  }

  private static Shape.Fields fields(Class<?> type) {
    List<Shape.Field> fields =
        Arrays.stream(type.getRecordComponents())
            .map(
                component ->
                    new Shape.Field(
                        documentName(component),
                        of(component.getGenericType(), component),
                        presence(component),
                        Descriptions.of(component)))
            .toList();
    return new Shape.Fields(type, fields, type.isAnnotationPresent(TextForm.class));
  }

  private static Shape.Presence presence(RecordComponent component) {
    Default standard = component.getAnnotation(Default.class);
    if (standard != null) {
      return new Shape.Presence.Defaulted(defaultNode(standard.value()));
    }
    return component.getType() == Optional.class
        ? new Shape.Presence.Absent()
        : new Shape.Presence.Required();
  }

  private static Node defaultNode(String value) {
    return switch (value) {
      case "[]" -> new Node.Sequence(0, List.of());
      case "{}" -> new Node.Mapping(0, Map.of());
      default -> YamlTree.plain(0, value);
    };
  }

  private static Shape sealedShape(Class<?> type) {
    TaggedBy tag = type.getAnnotation(TaggedBy.class);
    if (tag != null) {
      Map<String, Shape.Fields> kinds = new LinkedHashMap<>();
      for (Class<?> kind : type.getPermittedSubclasses()) {
        kinds.put(kind.getSimpleName(), fields(kind));
      }
      return new Shape.Tagged(tag.value(), kinds);
    }
    return forms(type);
  }

  private static Shape.Forms forms(Class<?> type) {
    Map<String, Shape.Fields> words = new LinkedHashMap<>();
    Optional<Shape.Fields> text = Optional.empty();
    Optional<Shape.Fields> object = Optional.empty();
    for (Class<?> form : type.getPermittedSubclasses()) {
      Shape.Fields fields = fields(form);
      if (fields.fields().isEmpty()) {
        words.put(snakeCase(form.getSimpleName()).toLowerCase(Locale.ROOT), fields);
      } else if (isOneText(fields)) {
        text = Optional.of(fields);
      } else {
        object = Optional.of(fields);
      }
    }
    return new Shape.Forms(words, text, object.orElseThrow());
  }

  private static boolean isOneText(Shape.Fields fields) {
    return fields.fields().size() == 1 && fields.fields().get(0).shape() instanceof Shape.Text;
  }
}
