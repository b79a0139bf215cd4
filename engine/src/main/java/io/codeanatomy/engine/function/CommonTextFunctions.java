// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import static io.codeanatomy.engine.function.FunctionDeclaration.function;
import static io.codeanatomy.engine.function.FunctionDeclaration.operator;
import static io.codeanatomy.engine.function.FunctionGroup.TEXT;

import java.util.List;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** The text functions of SQL. They count characters, which are code points, from 1. */
public final class CommonTextFunctions {

  static final List<FunctionDeclaration> ALL =
      List.of(
          operator(TEXT, "||", "a || b → varchar")
              .means("The two texts, one after the other.")
              .example("'a' || 'b'", "'ab'")
              .is(SqlStdOperatorTable.CONCAT),
          function(TEXT, "lower(text varchar) → varchar")
              .means("Every character in its simple lower case, one for one.")
              .example("lower('AÉ')", "'aé'")
              .is(SqlStdOperatorTable.LOWER),
          function(TEXT, "upper(text varchar) → varchar")
              .means("Every character in its simple upper case, one for one.")
              .example("upper('aé')", "'AÉ'")
              .is(SqlStdOperatorTable.UPPER),
          function(
                  TEXT,
                  "trim(text varchar) → varchar",
                  "trim([both | leading | trailing] [characters] from text) → varchar")
              .means("The text without the blanks, or the given characters, at its ends.")
              .example("trim('  x ')", "'x'")
              .example("trim(leading '0' from '007')", "'7'")
              .is(SqlStdOperatorTable.TRIM),
          function(
                  TEXT,
                  "substring(text varchar, start integer, [length integer]) → varchar",
                  "substring(text from start [for length]) → varchar")
              .means("The characters from start on, all of them or as many as length says.")
              .example("substring('abcd', 2, 2)", "'bc'")
              .example("substring('aé😀z' from 3)", "'😀z'")
              .is(SqlStdOperatorTable.SUBSTRING),
          function(TEXT, "replace(text varchar, old varchar, new varchar) → varchar")
              .means("The text with every occurrence of old, from left to right, as new.")
              .example("replace('a.b.c', '.', '::')", "'a::b::c'")
              .is(SqlStdOperatorTable.REPLACE),
          operator(TEXT, "position", "position(part in text) → integer")
              .means("Where the part begins, counted from 1; 0 if it does not occur.")
              .example("position('😀' in 'aé😀')", "3")
              .is(SqlStdOperatorTable.POSITION),
          function(TEXT, "length(text varchar) → integer")
              .means("The number of characters (code points).")
              .example("length('aé😀')", "3")
              .is(SqlLibraryOperators.LENGTH),
          function(TEXT, "char_length(text varchar) → integer")
              .means("The same as length.")
              .example("char_length('')", "0")
              .is(SqlStdOperatorTable.CHAR_LENGTH),
          function(TEXT, "starts_with(text varchar, part varchar) → boolean")
              .means("Whether the text begins with the part; every text begins with ''.")
              .example("starts_with('abc', 'ab')", "true")
              .is(SqlLibraryOperators.STARTS_WITH),
          function(TEXT, "ends_with(text varchar, part varchar) → boolean")
              .means("Whether the text ends with the part; every text ends with ''.")
              .example("ends_with('abc', 'bc')", "true")
              .is(SqlLibraryOperators.ENDS_WITH));

  private CommonTextFunctions() {}
}
