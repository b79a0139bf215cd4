// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import static io.codeanatomy.engine.function.FunctionDeclaration.operator;
import static io.codeanatomy.engine.function.FunctionGroup.COLLECTIONS;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** Makes values of nested types. */
public final class NestedFunctions {

  /** The name of the constructor of structs. */
  public static final String STRUCT = "struct";

  static final List<FunctionDeclaration> ALL =
      List.of(
          operator(COLLECTIONS, "array", "array[a T, …] → list(T)")
              .means("A list of the values, in order.")
              .nulls("A NULL is an element like any other.")
              .example("array[1, 2, 3][2]", "2")
              .is(SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR),
          operator(COLLECTIONS, "map", "map[key K, value V, …] → map(K, V)")
              .means("A map of the keys to the values. A key that is NULL, or twice, is an error.")
              .nulls("A value may be NULL.")
              .example("map['a', 1, 'b', 2]['b']", "2")
              .is(SqlStdOperatorTable.MAP_VALUE_CONSTRUCTOR),
          operator(COLLECTIONS, "item", "xs[position integer] → T", "m[key K] → V")
              .means(
                  """
                  The element of a list at a position, counted from 1, or the value of a key of a
                  map; NULL if there is none.""")
              .example("array['a', 'b'][1]", "'a'")
              .example("array['a', 'b'][3]", "NULL")
              .example("map['a', 1]['z']", "NULL")
              .is(SqlStdOperatorTable.ITEM),
          operator(COLLECTIONS, STRUCT, "struct(name => value, …) → struct(name T, …)")
              .means("A struct with these fields. Take a field out with a point: s.name.")
              .nulls("The struct is never NULL; its fields may be.")
              .example("struct(a => 1, b => 'x').b", "'x'")
              .is(SqlStdOperatorTable.DOT));

  private NestedFunctions() {}

  /** {@code struct(name => value, …)} with these names: never NULL, its fields are. */
  public static SqlFunction struct(List<String> names) {
    return new StructConstructor(List.copyOf(names));
  }

  /** The constructor of structs with certain names; the names are part of its identity. */
  public static final class StructConstructor extends SqlFunction {

    private final List<String> names;

    private StructConstructor(List<String> names) {
      super(
          STRUCT,
          SqlKind.OTHER_FUNCTION,
          binding -> {
            RelDataTypeFactory.Builder struct = binding.getTypeFactory().builder();
            for (int i = 0; i < names.size(); i++) {
              struct.add(names.get(i), binding.getOperandType(i));
            }
            return struct.build();
          },
          null,
          OperandTypes.ONE_OR_MORE,
          SqlFunctionCategory.USER_DEFINED_FUNCTION);
      this.names = names;
    }

    /** The names of the fields, in order. */
    public List<String> names() {
      return names;
    }

    /** It is resolved already: there is one for each list of names, so a table cannot hold it. */
    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
      for (SqlNode operand : call.getOperandList()) {
        validator.deriveType(scope, operand);
      }
      return validateOperands(validator, scope, call);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof StructConstructor constructor && names.equals(constructor.names);
    }

    @Override
    public int hashCode() {
      return names.hashCode();
    }
  }
}
