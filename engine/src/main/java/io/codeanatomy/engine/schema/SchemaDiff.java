// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.schema;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.schema.SchemaDifference.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is different between two row types. Columns are the same if their names are, to the letter;
 * then what is inside of them is compared, down to the last field.
 *
 * @param differences in the order of the first row type, what is new after that
 */
public record SchemaDiff(List<SchemaDifference> differences) {

  public SchemaDiff {
    differences = List.copyOf(differences);
  }

  /** The differences from one row type to the next. */
  public static SchemaDiff between(Schema before, Schema after) {
    Comparison comparison = new Comparison();
    comparison.fields(before.fields(), after.fields(), List.of(), Additions.ALLOWED);
    return new SchemaDiff(comparison.found);
  }

  /** How much all of it matters: as much as the worst difference. */
  public SchemaChange change() {
    return differences.stream()
        .map(SchemaDifference::change)
        .max(Comparator.naturalOrder())
        .orElse(SchemaChange.IDENTICAL);
  }

  /** Whether a field may be added to a struct without breaking anything. */
  private enum Additions {
    ALLOWED,
    /** In the key of a map: keys that were different could become equal. */
    BREAKING
  }

  private static final class Comparison {

    private final List<SchemaDifference> found = new ArrayList<>();

    void fields(List<Field> before, List<Field> after, List<String> path, Additions additions) {
      for (Field field : before) {
        List<String> place = in(path, field.name());
        Optional<Field> now = named(after, field.name());
        if (now.isEmpty()) {
          add(place, Kind.REMOVED, described(field), "", SchemaChange.BREAKING);
        } else {
          type(field.type(), now.get().type(), place, additions);
          nullability(field.nullable(), now.get().nullable(), place);
        }
      }
      for (Field field : after) {
        if (named(before, field.name()).isEmpty()) {
          boolean harmless = field.nullable() && additions == Additions.ALLOWED;
          add(
              in(path, field.name()),
              Kind.ADDED,
              "",
              described(field),
              harmless ? SchemaChange.ADDITIVE : SchemaChange.BREAKING);
        }
      }
      order(before, after, path);
    }

    private void order(List<Field> before, List<Field> after, List<String> path) {
      List<String> was =
          before.stream().map(Field::name).filter(n -> named(after, n).isPresent()).toList();
      List<String> is =
          after.stream().map(Field::name).filter(n -> named(before, n).isPresent()).toList();
      if (!was.equals(is)) {
        add(path, Kind.ORDER, String.join(", ", was), String.join(", ", is), SchemaChange.BREAKING);
      }
    }

    private void type(DataType before, DataType after, List<String> path, Additions additions) {
      if (before instanceof DataType.Struct was && after instanceof DataType.Struct is) {
        fields(was.fields(), is.fields(), path, additions);
      } else if (before instanceof DataType.Array was && after instanceof DataType.Array is) {
        type(was.element(), is.element(), in(path, "element"), additions);
        nullability(was.containsNull(), is.containsNull(), in(path, "element"));
      } else if (before instanceof DataType.Map was && after instanceof DataType.Map is) {
        type(was.key(), is.key(), in(path, "key"), Additions.BREAKING);
        type(was.value(), is.value(), in(path, "value"), additions);
        nullability(was.valueContainsNull(), is.valueContainsNull(), in(path, "value"));
      } else if (!before.equals(after)) {
        add(
            path,
            Kind.TYPE,
            TypeNames.spell(before),
            TypeNames.spell(after),
            TypeWidening.widens(before, after) ? SchemaChange.WIDENING : SchemaChange.BREAKING);
      }
    }

    private void nullability(boolean before, boolean after, List<String> path) {
      if (before != after) {
        add(
            path,
            Kind.NULLABILITY,
            word(before),
            word(after),
            after ? SchemaChange.WIDENING : SchemaChange.BREAKING);
      }
    }

    private void add(
        List<String> path, Kind kind, String before, String after, SchemaChange change) {
      found.add(new SchemaDifference(TypeNames.path(path), kind, before, after, change));
    }

    private static String described(Field field) {
      return TypeNames.spell(field.type()) + (field.nullable() ? "" : " " + word(false));
    }

    private static String word(boolean nullable) {
      return nullable ? "nullable" : "not null";
    }

    private static Optional<Field> named(List<Field> fields, String name) {
      return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    private static List<String> in(List<String> path, String name) {
      List<String> longer = new ArrayList<>(path);
      longer.add(name);
      return longer;
    }
  }
}
