// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.examples.tpch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.codeanatomy.engine.Engine;
import io.codeanatomy.engine.Run;
import io.codeanatomy.spec.SpecDocument;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every table of {@code tpch.yaml} has the rows that DuckDB itself gives for the original text of
 * the query, over the files of the same Delta tables.
 *
 * <p>Rows are compared as multisets. Exact numbers are compared by value, whatever their types;
 * averages and quotients, which are doubles, may differ by {@value #TOLERANCE} of themselves;
 * everything else must be equal. Where a query asks for the first n rows of an order that has ties,
 * several answers are right: ours must have as many rows, with the same values in the columns of
 * the order as the first n, and all of them must be among the rows of the query without its limit.
 */
class TpchQueriesTest {

  private static final String SCALE_FACTOR =
      "full".equals(System.getProperty("codeanatomy.tests")) ? "1" : "0.05";
  private static final double TOLERANCE = 1e-9;
  private static final Path SPEC = Path.of("tpch.yaml");
  private static final List<String> TABLES =
      List.of("region", "nation", "supplier", "customer", "part", "partsupp", "orders", "lineitem");

  /** A value of a parameter that is not its default, and what it changes in the query's text. */
  private record Other(String parameter, String value, String old, String replacement) {

    boolean isFor(TpchQuery query) {
      return parameter.startsWith(query.name() + "_");
    }

    static Other text(String parameter, String value, String old) {
      return new Other(parameter, value, old, value);
    }
  }

  private static final List<Other> OTHERS =
      List.of(
          new Other("q01_days", "61", "'90'", "'61'"),
          new Other("q02_size", "25", "= 15", "= 25"),
          Other.text("q02_type", "STEEL", "BRASS"),
          Other.text("q02_region", "ASIA", "EUROPE"),
          Other.text("q03_segment", "MACHINERY", "BUILDING"),
          Other.text("q03_date", "1995-03-09", "1995-03-15"),
          Other.text("q04_date", "1996-02-01", "1993-07-01"),
          Other.text("q05_region", "MIDDLE EAST", "ASIA"),
          Other.text("q05_date", "1996-01-01", "1994-01-01"),
          Other.text("q06_date", "1997-01-01", "1994-01-01"),
          new Other("q06_discount", "0.03", ".06", ".03"),
          new Other("q06_quantity", "25", "< 24", "< 25"),
          Other.text("q07_nation1", "CHINA", "FRANCE"),
          Other.text("q07_nation2", "PERU", "GERMANY"),
          Other.text("q08_type", "SMALL PLATED COPPER", "ECONOMY ANODIZED STEEL"),
          Other.text("q08_region", "EUROPE", "AMERICA"),
          Other.text("q08_nation", "ROMANIA", "BRAZIL"),
          Other.text("q09_color", "almond", "green"),
          Other.text("q10_date", "1994-11-01", "1993-10-01"),
          Other.text("q11_nation", "INDIA", "GERMANY"),
          Other.text("q12_shipmode1", "FOB", "MAIL"),
          new Other("q12_shipmode2", "REG AIR", "'SHIP'", "'REG AIR'"),
          Other.text("q12_date", "1997-01-01", "1994-01-01"),
          Other.text("q13_word1", "express", "special"),
          Other.text("q13_word2", "accounts", "requests"),
          Other.text("q14_date", "1997-02-01", "1995-09-01"),
          Other.text("q15_date", "1993-05-01", "1996-01-01"),
          Other.text("q16_brand", "Brand#12", "Brand#45"),
          Other.text("q16_type", "STANDARD BRUSHED", "MEDIUM POLISHED"),
          new Other("q16_size1", "50", "(49,", "(50,"),
          new Other("q16_size8", "1", " 9)", " 1)"),
          Other.text("q17_brand", "Brand#31", "Brand#23"),
          Other.text("q17_container", "WRAP BAG", "MED BOX"),
          new Other("q18_quantity", "280", "> 300", "> 280"),
          Other.text("q19_brand1", "Brand#31", "Brand#12"),
          Other.text("q19_brand2", "Brand#42", "Brand#23"),
          Other.text("q19_brand3", "Brand#55", "Brand#34"),
          new Other("q19_quantity1", "5", ">= 1 ", ">= 5 "),
          new Other("q19_quantity1", "5", "<= 1 +", "<= 5 +"),
          new Other("q19_quantity2", "15", ">=10 ", ">= 15 "),
          new Other("q19_quantity2", "15", "<=10 +", "<= 15 +"),
          new Other("q19_quantity3", "25", ">=20 ", ">= 25 "),
          new Other("q19_quantity3", "25", "<= 20 +", "<= 25 +"),
          Other.text("q20_color", "lime", "forest"),
          Other.text("q20_date", "1995-01-01", "1994-01-01"),
          Other.text("q20_nation", "JORDAN", "CANADA"),
          Other.text("q21_nation", "KENYA", "SAUDI ARABIA"),
          Other.text("q22_code1", "20", "13"),
          Other.text("q22_code7", "32", "17"));

  @TempDir static Path folder;
  private static Answers answers;

  @BeforeAll
  static void answersAllQueries() throws SQLException {
    TpchGenerator.generate(
        new BigDecimal(SCALE_FACTOR), folder.resolve("tables"), TpchGenerator.Progress.NONE);
    run("defaults", List.of());
    run("others", OTHERS);
    answers = Answers.over(folder.resolve("tables"), TABLES);
  }

  private static void run(String output, List<Other> others) {
    Run run =
        Run.of(SpecDocument.read(SPEC))
            .inputsFrom(folder.resolve("tables"))
            .outputRoot(folder.resolve(output))
            .parameter("q11_fraction", fraction());
    for (Other other : others) {
      run = run.parameter(other.parameter(), other.value());
    }
    Engine.create().run(run);
  }

  /** The benchmark divides it by the scale factor. */
  private static String fraction() {
    return new BigDecimal("0.0001")
        .divide(new BigDecimal(SCALE_FACTOR), MathContext.DECIMAL64)
        .toPlainString();
  }

  @AfterAll
  static void closes() throws SQLException {
    answers.close();
  }

  static Stream<TpchQuery> queries() {
    return TpchQuery.all(SCALE_FACTOR);
  }

  /** The queries that the other values change: all but q11, whose fraction depends on the scale. */
  static Stream<TpchQuery> otherQueries() {
    return queries().map(TpchQueriesTest::withOtherValues);
  }

  private static TpchQuery withOtherValues(TpchQuery query) {
    TpchQuery changed = query;
    for (Other other : OTHERS) {
      changed = other.isFor(query) ? changed.replacing(other.old(), other.replacement()) : changed;
    }
    return changed;
  }

  @ParameterizedTest
  @MethodSource("queries")
  void isTheAnswerOfTheOriginalQuery(TpchQuery query) throws SQLException {
    List<List<@Nullable Object>> ours = compare("defaults", query);
    assertThat(ours).as("rows").isNotEmpty();
    assertThat(ours).allSatisfy(row -> assertThat(row).doesNotContainNull());
  }

  @ParameterizedTest
  @MethodSource("otherQueries")
  void isTheAnswerForOtherValuesOfTheParameters(TpchQuery query) throws SQLException {
    compare("others", query);
  }

  private static List<List<@Nullable Object>> compare(String output, TpchQuery query)
      throws SQLException {
    List<List<@Nullable Object>> ours = answers.table(folder.resolve(output).resolve(query.name()));
    List<List<@Nullable Object>> all = answers.of(query.sql());
    if (all.size() <= query.limit()) {
      assertEqual(ours, all, query.inexactColumns());
    } else {
      List<List<@Nullable Object>> first = all.subList(0, query.limit());
      assertThat(ours).hasSize(query.limit());
      assertThat(keys(ours, query)).containsExactlyInAnyOrderElementsOf(keys(first, query));
      assertThat(all).as("the rows of the query without its limit").containsAll(ours);
      assertThat(ours).doesNotHaveDuplicates();
    }
    return ours;
  }

  private static List<List<@Nullable Object>> keys(
      List<List<@Nullable Object>> rows, TpchQuery query) {
    return rows.stream().map(row -> columns(row, query.orderColumns())).toList();
  }

  private static List<@Nullable Object> columns(List<@Nullable Object> row, List<Integer> places) {
    List<@Nullable Object> values = new ArrayList<>();
    places.forEach(place -> values.add(row.get(place)));
    return values;
  }

  /** Rows that are equal but for their inexact columns are paired in the order of those. */
  private static void assertEqual(
      List<List<@Nullable Object>> ours,
      List<List<@Nullable Object>> theirs,
      List<Integer> inexactColumns) {
    assertThat(exact(ours, inexactColumns))
        .containsExactlyInAnyOrderElementsOf(exact(theirs, inexactColumns));
    for (int place : inexactColumns) {
      Map<String, List<Double>> expected = inexact(theirs, inexactColumns, place);
      inexact(ours, inexactColumns, place)
          .forEach(
              (row, values) -> {
                for (int i = 0; i < values.size(); i++) {
                  double value = expected.get(row).get(i);
                  assertThat(values.get(i))
                      .as("column %d of %s", place, row)
                      .isCloseTo(value, within(Math.abs(value) * TOLERANCE));
                }
              });
    }
  }

  private static List<List<@Nullable Object>> exact(
      List<List<@Nullable Object>> rows, List<Integer> inexactColumns) {
    return rows.stream().map(row -> exactPart(row, inexactColumns)).toList();
  }

  /** The row with only its type in the place of an inexact value. */
  private static List<@Nullable Object> exactPart(
      List<@Nullable Object> row, List<Integer> inexactColumns) {
    List<@Nullable Object> values = new ArrayList<>(row);
    inexactColumns.forEach(
        place -> {
          Object value = row.get(place);
          values.set(place, value == null ? null : value.getClass());
        });
    return values;
  }

  private static Map<String, List<Double>> inexact(
      List<List<@Nullable Object>> rows, List<Integer> inexactColumns, int place) {
    return rows.stream()
        .filter(row -> row.get(place) != null)
        .sorted(Comparator.comparingDouble(row -> (Double) row.get(place)))
        .collect(
            Collectors.groupingBy(
                row -> exactPart(row, inexactColumns).toString(),
                LinkedHashMap::new,
                Collectors.mapping(row -> (Double) row.get(place), Collectors.toList())));
  }
}
