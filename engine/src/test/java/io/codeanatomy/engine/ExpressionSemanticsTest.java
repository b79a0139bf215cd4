// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.BOOLEAN;
import static io.codeanatomy.delta.schema.DataType.Primitive.DATE;
import static io.codeanatomy.delta.schema.DataType.Primitive.DOUBLE;
import static io.codeanatomy.delta.schema.DataType.Primitive.INTEGER;
import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static io.codeanatomy.delta.schema.DataType.Primitive.STRING;
import static io.codeanatomy.delta.schema.DataType.Primitive.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.function.TextNormalization;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.SpecDocument;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expressions mean, from their text in a spec to the published value. */
class ExpressionSemanticsTest {

  private static final Schema ROW =
      Schema.of(
          Field.required("i", LONG),
          Field.nullable("small", INTEGER),
          Field.nullable("nothing", LONG),
          Field.nullable("d", DOUBLE),
          Field.nullable("m", new DataType.Decimal(10, 2)),
          Field.nullable("s", STRING),
          Field.nullable("empty", STRING),
          Field.nullable("yes", BOOLEAN),
          Field.nullable("day", DATE),
          Field.nullable("at", TIMESTAMP),
          Field.nullable("value", STRING),
          Field.nullable("order", LONG));

  @TempDir Path folder;

  /** Expressions and the values that they must have. */
  private static Map<String, String> expectations() {
    Map<String, String> expected = new LinkedHashMap<>();
    // Numbers: integers divide to integers, towards zero; nothing is rounded behind one's back.
    expected.put("i / 2", "-4");
    expected.put("small / 2", "3");
    expected.put("i / 2.0", "-4.5");
    expected.put("mod(i, 4)", "-1");
    expected.put("i % 4", "-1");
    expected.put("abs(i)", "9");
    expected.put("-i", "9");
    expected.put("d * 2", "5.0");
    expected.put("m + 1", "13.34");
    expected.put("i + nothing", "null");
    expected.put("greatest(i, 3)", "3");
    expected.put("least(i, nothing)", "null");
    expected.put("coalesce(nothing, i)", "-9");
    expected.put("nullif(i, -9)", "null");
    expected.put("cast(m as varchar)", "12.34");
    expected.put("cast('17' as bigint)", "17");
    expected.put("m / 3", "4.113333333333333");
    expected.put("m * m", "152.2756");
    expected.put("i / nothing", "null");
    expected.put("nothing / 0", "null");
    expected.put("cast(-9223372036854775807 - 1 as bigint) % (i + 8)", "0");
    expected.put("d / 0", "Infinity");
    // One rule of rounding, half away from zero, whatever the number comes from.
    expected.put("cast(d as integer)", "3");
    expected.put("cast(-d as integer)", "-3");
    expected.put("cast(2.5 as integer)", "3");
    expected.put("cast(2.675e0 as decimal(10,2))", "2.68");
    expected.put("cast(1.005 as decimal(10,2))", "1.01");
    expected.put("cast(4.9e-324 as decimal(10,2))", "0.00");
    // Decimals are computed in as many digits as their result has.
    expected.put("cast(99999999.99 as decimal(10,2)) * 2147483647", "214748364678525163.53");
    expected.put(
        "cast(123456789012345678 as decimal(18,0)) * cast(10 as decimal(18,0)) > 0", "true");
    expected.put("m * 2147483647 is not null", "true");
    // A choice has the type of all its values, also within.
    expected.put("abs(case when yes then cast(-128 as tinyint) else 1 end)", "128");
    // One spelling of texts.
    expected.put("cast(cast(-0.125 as decimal(3,3)) as varchar)", "-0.125");
    expected.put("cast(cast(0 as decimal(3,3)) as varchar)", "0.000");
    expected.put("try_cast(' 17' as bigint)", "null");
    expected.put("try_cast('1.5' as integer)", "null");
    expected.put("try_cast('1.5' as decimal(3,1))", "1.5");
    expected.put("try_cast('300' as tinyint)", "null");
    expected.put("try_cast('2026-3-1' as date)", "null");
    expected.put("cast('TRUE' as boolean)", "true");
    expected.put("cast(at as varchar)", "2026-03-01T10:20:30.123456Z");
    expected.put("cast('2026-03-01T12:20:30.123456+02:00' as timestamp) = at", "true");
    expected.put("at = timestamp '2026-03-01 10:20:30.123456'", "true");
    expected.put("cast(at as date) = day", "true");
    expected.put("cast(x'C0FF' as varbinary) = x'C0FF'", "true");
    // What is decided already is not computed.
    expected.put("i + 9 <> 0 and 1 / (i + 9) > 0", "false");
    expected.put("i + 9 = 0 or 1 / (i + 9) > 0", "true");
    expected.put("case when i + 9 <> 0 then 1 / (i + 9) end", "null");
    // Nested values.
    expected.put("array[1, small, nothing][2]", "7");
    expected.put("array[1][0]", "null");
    expected.put("array[1][i]", "null");
    expected.put("map['k', i]['k']", "-9");
    expected.put("map['k', i]['l']", "null");
    expected.put("struct(a => i, order => s).order", "aé😀'z");
    expected.put("cast(array[1.5, 2.5] as list(bigint))[2]", "3");
    expected.put("cast(struct(a => '1', b => 2) as struct(x bigint, y varchar)).x + 1", "2");
    // Intervals.
    expected.put("cast(day + interval '1' month - interval '1' day as varchar)", "2026-03-31");
    expected.put("cast(day + small * interval '1' day as varchar)", "2026-03-08");
    expected.put("at + interval '1' hour > at", "true");
    expected.put("extract(isodow from day)", "7");
    // Logic has three values.
    expected.put("yes and nothing = 1", "null");
    expected.put("yes or nothing = 1", "true");
    expected.put("nothing is null", "true");
    expected.put("nothing is distinct from i", "true");
    expected.put("(nothing = 1) is not true", "true");
    expected.put("i in (1, 2, -9)", "true");
    expected.put("i not in (1, 2)", "true");
    // Each value of a list is compared as by =, and not converted first.
    expected.put("abs(i) / 4 in (1.5, 2.4)", "false");
    expected.put("abs(i) / 4 in (1.5, 2.0)", "true");
    expected.put("i not in (1, nothing)", "null");
    expected.put("i in (1, null, -9)", "true");
    expected.put("i between -10 and 0", "true");
    expected.put("case when i < 0 then 'minus' when i > 0 then 'plus' end", "minus");
    expected.put("case s when 'a' then 1 end", "null");
    // Text counts characters, not bytes, and is never padded.
    expected.put("length(s)", "5");
    expected.put("char_length('😀')", "1");
    expected.put("upper(s)", "AÉ😀'Z");
    expected.put("substring(s from 2 for 2)", "é😀");
    expected.put("substring(s, 3)", "😀'z");
    expected.put("position('😀' in s)", "3");
    expected.put("replace(s, 'é', 'ee')", "aee😀'z");
    expected.put("s || '|' || empty", "aé😀'z|");
    expected.put("s || cast(nothing as varchar)", "null");
    expected.put("trim('  x ')", "x");
    expected.put("s like 'a%z'", "true");
    expected.put("'50%' like '50!%' escape '!'", "true");
    expected.put("starts_with(s, 'aé')", "true");
    expected.put("ends_with(s, '''z')", "true");
    expected.put("case when yes then 'a' else 'longer' end || '|'", "a|");
    expected.put("empty = ''", "true");
    // Reserved words, quoted or harmless.
    expected.put("value || '!'", "v!");
    expected.put("\"order\" + 1", "8");
    // Dates.
    expected.put("extract(year from day)", "2026");
    expected.put("cast(day as varchar)", "2026-03-01");
    // Spans.
    expected.put("byte_span_contains(0, 10, 5, 5)", "true");
    expected.put("byte_span_contains(0, 10, 3, 11)", "false");
    expected.put("byte_span_contains(0, 10, nothing, 1)", "null");
    expected.put("utf8_null_if_blank(' \t ')", "null");
    expected.put("utf8_null_if_blank(' x y ')", "x y");
    // Identity: the reference form is Java's SHA-256 over length-prefixed texts.
    expected.put("stable_hash128('ab', 'c')", sha256("2:ab", "1:c").substring(0, 32));
    expected.put("stable_hash128('a', 'bc')", sha256("1:a", "2:bc").substring(0, 32));
    expected.put("stable_hash128('ab', nothing)", sha256("2:ab", "~").substring(0, 32));
    expected.put("stable_id('é', i)", "é:" + sha256("2:é", "2:-9").substring(0, 32));
    expected.put("stable_id(s, yes)", "aé😀'z:" + sha256("9:aé😀'z", "4:true").substring(0, 32));
    expected.put("stable_id_or_null('x', nothing)", "null");
    expected.put("stable_hash64(i)", Long.toString(hash64("2:-9")));
    expected.put("stable_hash64(day, m)", Long.toString(hash64("10:2026-03-01", "5:12.34")));
    expected.put("stable_hash64(at)", Long.toString(hash64("27:2026-03-01T10:20:30.123456Z")));
    expected.put("prefixed_hash64('n', s)", "n:" + hash64("1:n", "9:aé😀'z"));
    return expected;
  }

  @Test
  void everyExpressionHasTheValueThatItMeans() {
    givenRow();
    Map<String, String> expected = expectations();
    List<String> expressions = List.copyOf(expected.keySet());
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < expressions.size(); i++) {
      columns
          .append("        - {expr: ")
          .append(quoted(expressions.get(i)))
          .append(", as: c")
          .append(i)
          .append("}\n");
    }
    List<Object> values = run(columns.toString()).get(0);
    Map<String, String> actual = new LinkedHashMap<>();
    for (int i = 0; i < expressions.size(); i++) {
      actual.put(expressions.get(i), String.valueOf(values.get(i)));
    }
    assertThat(actual).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          i / (i + 9)                                  | division by zero
          i % (i + 9)                                  | division by zero
          m / 0                                        | division by zero
          i - 9223372036854775807                      | an overflow in subtraction
          small + 2147483647                           | an overflow in addition
          -(i - 9223372036854775799)                   | an overflow in negation
          cast('1_0' as integer)                       | the text '1_0' is no integer
          cast(value as date)                          | the text 'v' is no date
          cast(m as decimal(3,2))                      | the value 12.34 does not fit its type
          cast(d * 1e300 as real)                      | the value 2.5e+300 does not fit its type
          cast(d * 1e300 as bigint)                    | the value 2.5e+300 does not fit its type
          """)
  void whatHasNoValueIsAnError(String expression, String problem) {
    givenRow();
    assertThatThrownBy(() -> run("        - {expr: " + quoted(expression) + ", as: x}\n"))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("CA-RUN-005")
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          cast(d as varchar)                    | a double is not converted to a varchar
          cast(yes as integer)                  | a boolean is not converted to an integer
          cast(s as varbinary)                  | a varchar is not converted to a varbinary
          cast(i as text)                       | There is no type 'text'
          extract(dow from day)                 | there is no field dow to extract
          day + interval '1' hour               | a date and an interval below a day make no date
          at + interval '1-2' year to month     | an interval has one unit
          day + interval '2' week               | an interval has one unit
          struct(1)                             | a field of a struct has a name
          s.x                                   | 's' has no fields, it is of type varchar
          """)
  void whatEnginesWouldDoDifferentlyIsRefused(String expression, String problem) {
    givenRow();
    assertThatThrownBy(() -> run("        - {expr: " + quoted(expression) + ", as: x}\n"))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void aStepThatFailsNamesTheViewsThatItComputes() {
    givenRow();
    String spec =
        """
        version: 1
        input_relations: [{logical_name: given, delta_location: given}]
        view_definitions:
          - name: halves
            transform: {kind: Project, source: given, columns: [{expr: i / (i + 9), as: x}]}
          - name: positive
            transform: {kind: Filter, source: halves, predicate: x > 0}
        output_targets: [{table_name: result, source_view: positive}]
        """;
    assertThatThrownBy(
            () ->
                Engine.create()
                    .run(
                        Run.of(SpecDocument.parse(spec, Optional.empty()))
                            .inputsFrom(folder)
                            .outputRoot(folder.resolve("out"))))
        .isInstanceOfSatisfying(
            DiagnosticException.class,
            fault -> {
              assertThat(fault.diagnostics()).hasSize(1);
              assertThat(fault.diagnostics().get(0).message())
                  .contains("The step 'write result' failed: ")
                  .contains("division by zero");
              assertThat(fault.diagnostics().get(0).hint())
                  .contains(
                      "The data does not fit the spec; the step computes halves, positive; nothing"
                          + " was published");
            });
  }

  private void givenRow() {
    new GivenTables(folder)
        .write(
            "given",
            ROW,
            """
            VALUES (-9, 7, NULL, 2.5, 12.34, 'aé😀''z', '', true, DATE '2026-03-01',
                    TIMESTAMPTZ '2026-03-01 10:20:30.123456+00', 'v', 7)""");
  }

  @Test
  void normalizationAgreesWithItsDefinitionOnAnyText() {
    long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>(List.of("", " ", "a", "\u000b", "İ", "ǅ", "ß", "Σ", "ΑΣ"));
    for (int i = 0; i < 500; i++) {
      texts.add(text(random));
    }
    new GivenTables(folder)
        .write(
            "given",
            Schema.of(Field.required("n", LONG), Field.nullable("s", STRING)),
            texts.stream()
                .map(text -> "(" + texts.indexOf(text) + ", '" + text.replace("'", "''") + "')")
                .distinct()
                .collect(Collectors.joining(", ", "VALUES ", "")));
    for (List<Object> row :
        run(
            "        - n\n        - {expr: utf8_normalize(s), as: x}\n        - {expr: utf8_null_if_blank(s), as: y}\n")) {
      String text = texts.get(((Number) row.get(0)).intValue());
      String as = "%s -Dcodeanatomy.seed=%d".formatted(codePoints(text), seed);
      assertThat((String) row.get(1)).as(as).isEqualTo(TextNormalization.normalize(text));
      assertThat((String) row.get(2)).as(as).isEqualTo(TextNormalization.nullIfBlank(text));
    }
  }

  private List<List<Object>> run(String columns) {
    String spec =
        """
        version: 1
        input_relations: [{logical_name: given, delta_location: given}]
        view_definitions:
          - name: v
            transform:
              kind: Project
              source: given
              columns:
        %s
        output_targets: [{table_name: result, source_view: v}]
        """
            .formatted(columns.indent(2));
    Engine.create()
        .run(
            Run.of(SpecDocument.parse(spec, Optional.empty()))
                .inputsFrom(folder)
                .outputRoot(folder.resolve("out")));
    return KernelReader.rows(folder.resolve("out/result"));
  }

  private static String quoted(String expression) {
    return '"' + expression.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + '"';
  }

  /**
   * Blanks, letters with and without case, combining marks, ligatures, what lies beyond the BMP.
   */
  private static String text(Random random) {
    int[] alphabet = {
      ' ', '\t', '\n', 0x0B, 0x1C, 0x85, 0xA0, 0x2003, 0x3000, 'a', 'B', 'é', 'É', 0x301, 0xFB01,
      0x212B, 0x1F600, 0x10400, 'ß', 'I', 0x130, '\'', '"', '\\', 0x200B
    };
    return random
        .ints(random.nextInt(8), 0, alphabet.length)
        .mapToObj(i -> Character.toString(alphabet[i]))
        .collect(Collectors.joining());
  }

  private static String codePoints(String text) {
    return text.codePoints().mapToObj(Integer::toHexString).collect(Collectors.joining(" "));
  }

  private static String sha256(String... parts) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(String.join("", parts).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long hash64(String... parts) {
    return Long.parseUnsignedLong(sha256(parts).substring(0, 16), 16) & Long.MAX_VALUE;
  }
}
