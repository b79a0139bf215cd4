// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import static io.codeanatomy.engine.function.FunctionDeclaration.function;
import static io.codeanatomy.engine.function.FunctionDeclaration.operator;
import static io.codeanatomy.engine.function.FunctionGroup.TEXT;

import io.codeanatomy.engine.function.SignatureTypes.Nullability;
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
              .is(SqlLibraryOperators.ENDS_WITH),
          function(TEXT, "contains(text varchar, part varchar) → boolean")
              .means("Whether the part occurs in the text; '' occurs in every text.")
              .example("contains('abc', 'b')", "true")
              .ours(),
          function(TEXT, "strpos(text varchar, part varchar) → bigint")
              .means("Where the part begins, counted from 1; 0 if it does not occur.")
              .example("strpos('aé😀', '😀')", "3")
              .example("strpos('abc', 'd')", "0")
              .ours(),
          function(TEXT, "left(text varchar, count integer) → varchar")
              .means("The first characters, as many as count says; none for a count below 1.")
              .example("left('aé😀z', 3)", "'aé😀'")
              .ours(),
          function(TEXT, "right(text varchar, count integer) → varchar")
              .means("The last characters, as many as count says; none for a count below 1.")
              .example("right('aé😀z', 2)", "'😀z'")
              .ours(),
          function(TEXT, "lpad(text varchar, length integer, [fill varchar = ' ']) → varchar")
              .means(
                  """
                  The text brought to a length: filled up at its left by the characters of fill, in
                  turn, or cut at its right. An empty fill fills nothing.""")
              .example("lpad('7', 3, '0')", "'007'")
              .example("lpad('abc', 2)", "'ab'")
              .ours(),
          function(TEXT, "rpad(text varchar, length integer, [fill varchar = ' ']) → varchar")
              .means(
                  """
                  The text brought to a length: filled up at its right by the characters of fill,
                  in turn, or cut there. An empty fill fills nothing.""")
              .example("rpad('ab', 5, 'xy')", "'abxyx'")
              .ours(),
          function(TEXT, "ltrim(text varchar, [characters varchar = ' ']) → varchar")
              .means("The text without those of the characters that stand at its left end.")
              .example("ltrim('xxabx', 'x')", "'abx'")
              .ours(),
          function(TEXT, "rtrim(text varchar, [characters varchar = ' ']) → varchar")
              .means("The text without those of the characters that stand at its right end.")
              .example("rtrim('ab  ')", "'ab'")
              .ours(),
          function(TEXT, "btrim(text varchar, [characters varchar = ' ']) → varchar")
              .means("The text without those of the characters that stand at its ends.")
              .example("btrim('xyabyx', 'xy')", "'ab'")
              .ours(),
          function(TEXT, "reverse(text varchar) → varchar")
              .means("The characters (code points) from the last to the first.")
              .example("reverse('aé😀')", "'😀éa'")
              .ours(),
          function(TEXT, "repeat(text varchar, times integer) → varchar")
              .means("The text that many times, one after the other; '' for times below 1.")
              .example("repeat('ab', 3)", "'ababab'")
              .ours(),
          function(TEXT, "split_part(text varchar, separator varchar, part integer) → varchar")
              .means(
                  """
                  A part of what the separators divide the text into: counted from 1, or from the
                  last one as -1; '' where there is none. Part 0 is an error. Without a separator,
                  '', the whole text is the only part.""")
              .example("split_part('a.b.c', '.', 2)", "'b'")
              .example("split_part('a.b.c', '.', -1)", "'c'")
              .ours(),
          function(TEXT, "concat(text varchar, …) → varchar")
              .means("The texts, one after the other; the same as ||.")
              .example("concat('a', 'b', 'c')", "'abc'")
              .ours(),
          function(TEXT, "concat_ws(separator varchar, text varchar, …) → varchar")
              .means("The texts with the separator between them.")
              .nulls("NULL texts are left out, with their separator; NULL for a NULL separator.")
              .example("concat_ws('/', 'a', cast(null as varchar), 'b')", "'a/b'")
              .ours(Nullability.AS_FIRST),
          function(TEXT, "ascii(text varchar) → integer")
              .means("The code point of the first character; 0 for ''.")
              .example("ascii('é')", "233")
              .ours(),
          function(TEXT, "chr(code integer) → varchar")
              .means("The character of a code point. A number that is none is an error.")
              .example("chr(233)", "'é'")
              .ours(),
          function(TEXT, "octet_length(text varchar) → bigint")
              .means("The number of bytes in UTF-8.")
              .example("octet_length('aé😀')", "7")
              .ours(),
          function(TEXT, "md5(text varchar) → varchar")
              .means("The MD5 hash of the bytes in UTF-8, as lower-case hex.")
              .example("md5('a')", "'0cc175b9c0f1b6a831c399e269772661'")
              .ours(),
          function(TEXT, "sha256(text varchar) → varchar")
              .means("The SHA-256 hash of the bytes in UTF-8, as lower-case hex.")
              .example(
                  "sha256('')",
                  "'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'")
              .ours());

  private CommonTextFunctions() {}
}
