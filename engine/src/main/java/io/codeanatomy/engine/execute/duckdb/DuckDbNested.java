// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/** Lists, maps and structs: made, and taken apart. */
final class DuckDbNested {

  private final RexBuilder rex;

  DuckDbNested(RexBuilder rex) {
    this.rex = rex;
  }

  /** A field of a struct; NULL of a NULL struct. */
  RexNode field(RexNode struct, String name, RelDataType type) {
    return DuckDbForm.call(
        rex,
        type,
        "field " + name,
        List.of(struct),
        a -> "struct_extract(" + a.get(0) + ", " + Sql.literal(name) + ")");
  }

  /** An element of a list from 1, or the value of a key; NULL where there is none. */
  RexNode item(RexCall call) {
    RexNode index = call.getOperands().get(1);
    boolean counted =
        call.getOperands().get(0).getType().getSqlTypeName() == SqlTypeName.ARRAY
            && !(index instanceof RexLiteral literal
                && literal.getValue() instanceof BigDecimal value
                && value.signum() > 0);
    // DuckDB counts negative numbers from the end.
    return DuckDbForm.call(
        rex,
        call.getType(),
        counted ? "item at" : "item",
        call.getOperands(),
        a ->
            counted
                ? "CASE WHEN %2$s > 0 THEN %1$s[%2$s] END".formatted(a.get(0), a.get(1))
                : a.get(0) + "[" + a.get(1) + "]");
  }

  RexNode list(RexCall call) {
    return typed(call, "list", arguments -> "[" + String.join(", ", arguments) + "]");
  }

  RexNode map(RexCall call) {
    return typed(
        call,
        "map",
        arguments -> {
          List<String> entries = new ArrayList<>();
          for (int i = 0; i + 1 < arguments.size(); i += 2) {
            entries.add(arguments.get(i) + ": " + arguments.get(i + 1));
          }
          return "MAP {" + String.join(", ", entries) + "}";
        });
  }

  /**
   * Whether a call drops the entries without a value of a map that is written out there, of which
   * no two keys are the same.
   */
  static boolean isMapOfPresent(RexCall call) {
    if (!call.getOperator().getName().equals("map_compact")
        || !(call.getOperands().get(0) instanceof RexCall map)
        || map.getKind() != SqlKind.MAP_VALUE_CONSTRUCTOR) {
      return false;
    }
    Set<RexNode> keys = new LinkedHashSet<>();
    for (int i = 0; i < map.getOperands().size(); i += 2) {
      if (!(map.getOperands().get(i) instanceof RexLiteral key) || key.isNull() || !keys.add(key)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Half the time of making the map first: DuckDB makes maps by the row and lists by the column.
   */
  RexNode mapOfPresent(RexCall map) {
    return typed(
        map,
        "map of present",
        arguments -> {
          List<String> entries = new ArrayList<>();
          for (int i = 0; i + 1 < arguments.size(); i += 2) {
            entries.add("{'k': %s, 'v': %s}".formatted(arguments.get(i), arguments.get(i + 1)));
          }
          return "map_from_entries(list_filter([%s], lambda e: e.v IS NOT NULL))"
              .formatted(String.join(", ", entries));
        });
  }

  RexNode struct(RexCall call, List<String> names) {
    return typed(
        call,
        "struct " + names,
        arguments -> {
          List<String> fields = new ArrayList<>();
          for (int i = 0; i < names.size(); i++) {
            fields.add(Sql.identifier(names.get(i)) + " := " + arguments.get(i));
          }
          return "struct_pack(" + String.join(", ", fields) + ")";
        });
  }

  /** The value in the type that the plan says, as literals inside have smaller ones. */
  private RexNode typed(RexCall call, String name, Function<List<String>, String> form) {
    String type = DuckDbDialect.typeText(call.getType());
    return DuckDbForm.call(
        rex,
        call.getType(),
        name + " of " + type,
        call.getOperands(),
        arguments -> "CAST(" + form.apply(arguments) + " AS " + type + ")");
  }
}
