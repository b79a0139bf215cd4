// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import static io.codeanatomy.engine.function.FunctionDeclaration.function;
import static io.codeanatomy.engine.function.FunctionGroup.COLLECTIONS;

import io.codeanatomy.engine.function.SignatureTypes.Nullability;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlOperatorBinding;

/** Lists, maps and structs. Places in a list are counted from 1. */
final class CollectionFunctions {

  private static final String STRUCT_PICK = "struct_pick(value struct, name field, …) → struct";

  private static final String ORDER =
      "in the order of <, which for structs and lists compares them piece by piece";

  static final List<FunctionDeclaration> ALL =
      List.of(
          function(COLLECTIONS, "list_length(list list(T)) → bigint")
              .means("The number of elements; NULL elements count.")
              .example("list_length(array[1, 2, 2])", "3")
              .ours(),
          function(COLLECTIONS, "list_contains(list list(T), element T) → boolean")
              .means("Whether an element of the list equals the given one.")
              .nulls("NULL if an argument is NULL; a NULL in the list equals nothing.")
              .example("list_contains(array['a', 'b'], 'b')", "true")
              .ours(),
          function(COLLECTIONS, "list_position(list list(T), element T) → bigint")
              .means("The place of the first element that equals the given one; 0 if none does.")
              .nulls("NULL if an argument is NULL; a NULL in the list equals nothing.")
              .example("list_position(array['a', 'b'], 'b')", "2")
              .ours(),
          function(COLLECTIONS, "list_concat(a list(T), b list(T)) → list(T)")
              .means("The elements of a, then those of b.")
              .example("list_concat(array[1], array[2, 3])", "[1, 2, 3]")
              .ours(),
          function(COLLECTIONS, "list_slice(list list(T), first integer, last integer) → list(T)")
              .means(
                  "The elements from one place to another, both with it, as far as there are any.")
              .example("list_slice(array[1, 2, 3], 2, 9)", "[2, 3]")
              .ours(),
          function(COLLECTIONS, "list_sort(list list(T)) → list(T)")
              .means("The elements " + ORDER + ".")
              .nulls("NULL if the list is NULL; NULL elements come last.")
              .example("list_sort(array['b', 'a'])", "['a', 'b']")
              .ours(),
          function(COLLECTIONS, "list_reverse(list list(T)) → list(T)")
              .means("The elements from the last to the first.")
              .example("list_reverse(array[1, 2])", "[2, 1]")
              .ours(),
          function(COLLECTIONS, "list_compact(list list(T)) → list(T)")
              .means("The elements that are not NULL, in their order.")
              .example("list_compact(array[1, cast(null as integer), 2])", "[1, 2]")
              .ours(),
          function(COLLECTIONS, "list_unique_sorted(list list(T)) → list(T)")
              .means("The different elements " + ORDER + ".")
              .nulls("NULL if the list is NULL; NULL elements are dropped.")
              .example("list_unique_sorted(array[3, 1, 3])", "[1, 3]")
              .ours(),
          function(COLLECTIONS, "list_min(list list(T)) → T")
              .means("The first of the elements in the order of <.")
              .nulls("NULL if the list is NULL or empty; NULL elements are skipped.")
              .example("list_min(array[3, 1])", "1")
              .ours(Nullability.ALWAYS),
          function(COLLECTIONS, "list_max(list list(T)) → T")
              .means("The last of the elements in the order of <.")
              .nulls("NULL if the list is NULL or empty; NULL elements are skipped.")
              .example("list_max(array[3, 1])", "3")
              .ours(Nullability.ALWAYS),
          function(COLLECTIONS, "map_size(map map(K, V)) → bigint")
              .means("The number of keys.")
              .example("map_size(map['a', 1, 'b', 2])", "2")
              .ours(),
          function(COLLECTIONS, "map_keys(map map(K, V)) → list(K)")
              .means("The keys in the order of the map.")
              .example("map_keys(map['b', 1, 'a', 2])", "['b', 'a']")
              .ours(),
          function(COLLECTIONS, "map_values(map map(K, V)) → list(V)")
              .means("The values in the order of the map.")
              .example("map_values(map['b', 1, 'a', 2])", "[1, 2]")
              .ours(),
          function(COLLECTIONS, "map_contains_key(map map(K, V), key K) → boolean")
              .means("Whether the map has the key, be its value NULL or not.")
              .example("map_contains_key(map['a', 1], 'b')", "false")
              .ours(),
          function(COLLECTIONS, "map_get_default(map map(K, V), key K, other V) → V")
              .means("The value of the key, or the other one where the map has not got the key.")
              .nulls(
                  "A NULL value of the key is NULL, not the other one; a NULL map or key has no value.")
              .example("map_get_default(map['a', 1], 'a', 0)", "1")
              .example("map_get_default(map['a', 1], 'b', 0)", "0")
              .ours(Nullability.ALWAYS),
          function(COLLECTIONS, "map_compact(map map(K, V)) → map(K, V)")
              .means("The entries whose value is not NULL, in their order.")
              .example(
                  "map_compact(map['a', 1, 'b', cast(null as integer), 'c', 3])",
                  "{'a': 1, 'c': 3}")
              .ours(),
          function(
                  COLLECTIONS,
                  "map_normalize(map map(K, V), [letters 'lower'|'upper'|'none' = 'lower'])"
                      + " → map(varchar, varchar)")
              .means(
                  """
                  The map with keys and values as text, the letters of the keys in one case, sorted by
                  key. Of keys that become equal, the last counts. Keys and values must have one exact
                  text, as the parts of stable_id.""")
              .example("map_normalize(map['B', 1, 'a', 2, 'b', 3])", "{'a': '2', 'b': '3'}")
              .returning(CollectionFunctions::textMap),
          function(COLLECTIONS, STRUCT_PICK)
              .means("A struct of only the named fields, in the given order.")
              .example("struct_pick(span_make(3, 7), 'bend')", "{bend: 7}")
              .returning(CollectionFunctions::picked));

  private CollectionFunctions() {}

  private static RelDataType textMap(SqlOperatorBinding binding) {
    RelDataType map = binding.getOperandType(0);
    RelDataType value = Objects.requireNonNull(map.getValueType());
    for (RelDataType type : List.of(Objects.requireNonNull(map.getKeyType()), value)) {
      if (!IdentityFunctions.hasExactText(type)) {
        throw new ArgumentMismatch(
            "the argument 'map' of map_normalize does not fit: a <type> has no exact text",
            List.of(type),
            "map_normalize(map map(K, V), ['lower'|'upper'|'none'])");
      }
    }
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataType text = types.createSqlType(org.apache.calcite.sql.type.SqlTypeName.VARCHAR);
    return types.createTypeWithNullability(
        types.createMapType(text, types.createTypeWithNullability(text, value.isNullable())),
        map.isNullable());
  }

  private static RelDataType picked(SqlOperatorBinding binding) {
    RelDataType struct = binding.getOperandType(0);
    RelDataTypeFactory.Builder picked = binding.getTypeFactory().builder();
    for (int i = 1; i < binding.getOperandCount(); i++) {
      String name = String.valueOf(binding.getOperandLiteralValue(i, String.class));
      RelDataTypeField field = struct.getField(name, true, false);
      if (field == null) {
        throw new ArgumentMismatch(
            "there is no field '" + name + "' in the <type>", List.of(struct), STRUCT_PICK);
      }
      picked.add(field);
    }
    return binding.getTypeFactory().createTypeWithNullability(picked.build(), struct.isNullable());
  }
}
