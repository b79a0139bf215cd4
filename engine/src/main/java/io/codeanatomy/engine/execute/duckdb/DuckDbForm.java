// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;

/**
 * A piece of DuckDB's SQL in the place of an operator that would mean something else there, chosen
 * while the types are known.
 */
final class DuckDbForm extends SqlFunction {

  /**
   * From here on, arguments that a form uses several times are computed beside it and named: text
   * within text within text would grow beyond measure.
   */
  private static final int LONG = 200;

  private final Function<List<String>, String> form;

  /**
   * @param name what it does, with everything that it depends on besides its arguments: forms of
   *     one name are taken for equal
   * @param form the SQL, of the arguments' SQL
   */
  private DuckDbForm(String name, Function<List<String>, String> form) {
    super(
        name,
        SqlKind.OTHER_FUNCTION,
        null,
        null,
        OperandTypes.VARIADIC,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.form = form;
  }

  /** A call of the form; the arguments may be put anywhere in the text, each in parentheses. */
  static RexNode call(
      RexBuilder rex,
      RelDataType type,
      String name,
      List<? extends RexNode> arguments,
      Function<List<String>, String> form) {
    return rex.makeCall(type, new DuckDbForm(name, form), List.copyOf(arguments));
  }

  /** Whether a division or a conversion of text is somewhere inside. */
  static boolean canFail(RexNode expression) {
    return expression instanceof RexCall call
        && ((call.getOperator() instanceof DuckDbForm form && form.raises(call.operands.size()))
            || call.getOperands().stream().anyMatch(DuckDbForm::canFail));
  }

  private boolean raises(int arguments) {
    return form.apply(Collections.nCopies(arguments, "x")).contains(DuckDbFaults.MARK);
  }

  /** The SQL of a call. */
  String text(List<String> arguments) {
    List<String> wrapped = arguments.stream().map(argument -> "(" + argument + ")").toList();
    String text = form.apply(wrapped);
    int once = wrapped.stream().mapToInt(String::length).sum();
    int template = form.apply(arguments.stream().map(argument -> "").toList()).length();
    return once > LONG && text.length() - template > once ? named(arguments) : text;
  }

  private String named(List<String> arguments) {
    List<String> fields = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      fields.add("a" + i + " := " + arguments.get(i));
      names.add("v.a" + i);
    }
    return "list_transform([struct_pack("
        + String.join(", ", fields)
        + ")], lambda v: "
        + form.apply(names)
        + ")[1]";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DuckDbForm that && getName().equals(that.getName());
  }

  @Override
  public int hashCode() {
    return getName().hashCode();
  }
}
