// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import static io.codeanatomy.engine.function.FunctionDeclaration.function;
import static io.codeanatomy.engine.function.FunctionGroup.TEXT;

import java.util.List;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/** Text in one form. NULL in gives NULL out. */
public final class TextFunctions {

  /**
   * {@code utf8_normalize(v)}: trimmed, in Unicode form NFKC, lower case, runs of white space as
   * one blank; an empty result is NULL. {@link TextNormalization#normalize} is its definition.
   */
  public static final SqlFunction UTF8_NORMALIZE =
      SqlBasicFunction.create(
          "utf8_normalize",
          ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.FORCE_NULLABLE),
          OperandTypes.CHARACTER);

  /** {@code utf8_null_if_blank(v)}: trimmed; an empty result is NULL. */
  public static final SqlFunction UTF8_NULL_IF_BLANK =
      SqlBasicFunction.create(
          "utf8_null_if_blank",
          ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.FORCE_NULLABLE),
          OperandTypes.CHARACTER);

  static final List<FunctionDeclaration> ALL =
      List.of(
          function(TEXT, "utf8_normalize(text varchar) → varchar")
              .means(
                  """
                  The text in one form: trimmed, in Unicode form NFKC, lower case, runs of white
                  space as one blank.""")
              .nulls("NULL if the text is, or if nothing is left of it.")
              .example("utf8_normalize('  Foo\t BAR ')", "'foo bar'")
              .example("utf8_normalize('ﬁn')", "'fin'")
              .is(UTF8_NORMALIZE),
          function(TEXT, "utf8_null_if_blank(text varchar) → varchar")
              .means("The text without the white space at its ends.")
              .nulls("NULL if the text is, or if nothing is left of it.")
              .example("utf8_null_if_blank(' x y ')", "'x y'")
              .example("utf8_null_if_blank(' ')", "NULL")
              .is(UTF8_NULL_IF_BLANK));

  private TextFunctions() {}
}
