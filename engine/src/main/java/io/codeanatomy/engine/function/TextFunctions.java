// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import static io.codeanatomy.engine.function.FunctionDeclaration.function;
import static io.codeanatomy.engine.function.FunctionGroup.TEXT;

import io.codeanatomy.engine.function.SignatureTypes.Nullability;
import java.util.List;
import org.apache.calcite.sql.SqlFunction;

/** Text in one form. */
public final class TextFunctions {

  private static final String UTF8_NORMALIZE_SIGNATURE =
      "utf8_normalize(text varchar, [form 'NFC'|'NFD'|'NFKC'|'NFKD' = 'NFKC'],"
          + " [casefold boolean literal = true], [collapse_ws boolean literal = true]) → varchar";

  /** {@code utf8_normalize(text, …)}; {@link TextNormalization} is its definition. */
  public static final SqlFunction UTF8_NORMALIZE =
      LibraryFunction.create(UTF8_NORMALIZE_SIGNATURE, Nullability.ALWAYS);

  private static final String NOTHING_LEFT = "NULL if the text is, or if nothing is left of it.";

  static final List<FunctionDeclaration> ALL =
      List.of(
          function(TEXT, UTF8_NORMALIZE_SIGNATURE)
              .means(
                  """
                  The text in one form: in a Unicode normalization form, lower case unless casefold is
                  false, without the white space at its ends, and with every other run of white space as one
                  blank unless collapse_ws is false. White space is what Unicode calls White_Space.""")
              .nulls(NOTHING_LEFT)
              .example("utf8_normalize('  Foo\t BAR ')", "'foo bar'")
              .example("utf8_normalize('ﬁn')", "'fin'")
              .example("utf8_normalize('ﬁn', 'NFC')", "'ﬁn'")
              .example("utf8_normalize(' A  b ', casefold => false)", "'A b'")
              .example("utf8_normalize(' A  b ', collapse_ws => false)", "'a  b'")
              .is(UTF8_NORMALIZE),
          function(TEXT, "utf8_null_if_blank(text varchar) → varchar")
              .means(
                  """
                  The text without the white space at its ends. White space is what Unicode calls
                  White_Space.""")
              .nulls(NOTHING_LEFT)
              .example("utf8_null_if_blank(' x y ')", "'x y'")
              .example("utf8_null_if_blank(' ')", "NULL")
              .ours(Nullability.ALWAYS),
          function(TEXT, "qname_normalize(symbol varchar, module varchar) → varchar")
              .means(
                  """
                  A qualified name, as utf8_normalize writes it: the symbol as it is if it has a dot or there
                  is no module, else the module, a dot and the symbol.""")
              .nulls("NULL if the symbol is NULL or blank; a NULL or blank module is no module.")
              .example("qname_normalize('Foo', 'pkg.mod')", "'pkg.mod.foo'")
              .example("qname_normalize('a.Foo', 'pkg.mod')", "'a.foo'")
              .example("qname_normalize('Foo', cast(null as varchar))", "'foo'")
              .ours(Nullability.ALWAYS));

  private TextFunctions() {}
}
