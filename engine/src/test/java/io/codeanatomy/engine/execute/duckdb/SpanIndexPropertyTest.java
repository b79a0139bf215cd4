// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.engine.plan.SpanCondition.Relation;
import io.codeanatomy.engine.plan.SpanIndexing;
import io.codeanatomy.engine.plan.SpanIndexing.Question;
import io.codeanatomy.engine.plan.SpanKeep;
import io.codeanatomy.engine.plan.SpanKeep.Choice;
import io.codeanatomy.engine.plan.SpanStrategy.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Indexes on generated spans, nested and crossing, against a look at every span. {@code
 * -Dcodeanatomy.seed=…} repeats a run.
 */
class SpanIndexPropertyTest {

  private static final int ROUNDS = 400;

  private record Span(long begin, long end) {

    boolean is(Relation relation, Span other) {
      return switch (relation) {
        case contains -> begin <= other.begin && other.end <= end;
        case within -> other.begin <= begin && end <= other.end;
        case overlaps -> begin < other.end && other.begin < end;
      };
    }
  }

  private final long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
  private final Random random = new Random(seed);

  @Test
  void theFirstMatchIsTheOneOfTheLowestNumber() {
    for (int round = 0; round < ROUNDS; round++) {
      for (Relation relation : Relation.values()) {
        for (Choice choice : Choice.values()) {
          List<List<Span>> groups = groups(choice);
          SpanIndex index = index(relation, Question.first, Optional.of(choice), groups);
          int first = 0;
          for (int group = 0; group < groups.size(); group++) {
            for (Span asked : asked()) {
              assertThat(index.ask(group, asked.begin, asked.end))
                  .as("%s %s of %s, seed %d", choice, relation, asked, seed)
                  .isEqualTo(lowest(relation, groups.get(group), asked, first));
            }
            first += groups.get(group).size();
          }
        }
      }
    }
  }

  @Test
  void anyMatchIsFound() {
    for (int round = 0; round < ROUNDS; round++) {
      for (Relation relation : Relation.values()) {
        List<List<Span>> groups = groups(Choice.first);
        SpanIndex index = index(relation, Question.any, Optional.empty(), groups);
        for (int group = 0; group < groups.size(); group++) {
          for (Span asked : asked()) {
            assertThat(index.ask(group, asked.begin, asked.end) != SpanIndex.NONE)
                .as("%s of %s, seed %d", relation, asked, seed)
                .isEqualTo(groups.get(group).stream().anyMatch(s -> s.is(relation, asked)));
          }
        }
      }
    }
  }

  @Test
  void theSpansAroundTheInnermostOneAreAllThatMatch() {
    int listed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<List<Span>> groups = groups(Choice.innermost);
      SpanIndex index = index(Relation.contains, Question.all, Optional.empty(), groups);
      if (!index.listsPairs()) {
        continue;
      }
      listed++;
      int first = 0;
      for (int group = 0; group < groups.size(); group++) {
        for (Span asked : asked()) {
          if (asked.end >= asked.begin) {
            assertThat(around(index, index.ask(group, asked.begin, asked.end)))
                .as("%s, seed %d", asked, seed)
                .isEqualTo(matches(groups.get(group), asked, first));
          } else {
            int asking = group;
            assertThatThrownBy(() -> index.ask(asking, asked.begin, asked.end))
                .isInstanceOf(SpanIndex.UnfitSpanException.class);
          }
        }
        first += groups.get(group).size();
      }
    }
    assertThat(listed).as("nested ones among the generated spans").isGreaterThan(ROUNDS / 4);
  }

  @Test
  void aMillionSpansInEachOtherAreAskedInNoTime() {
    int depth = 1_000_000;
    long[] begins = IntStream.range(0, depth).mapToLong(i -> (long) depth - i).toArray();
    long[] ends = IntStream.range(0, depth).mapToLong(i -> depth + 2L + i).toArray();
    SpanIndex index =
        new SpanIndex(
            indexing(Relation.contains, Question.first, Optional.of(Choice.innermost)),
            begins,
            ends,
            new int[depth],
            1);
    for (int i = 0; i < depth; i++) {
      assertThat(index.ask(0, (long) depth - i, depth + 1L)).isEqualTo(i);
      assertThat(index.ask(0, depth, depth + 2L + i)).isEqualTo(i);
    }
  }

  @Test
  void pairsOfAMillionIdenticalSpansAreNotListed() {
    int count = 1_000_000;
    SpanIndex index =
        new SpanIndex(
            indexing(Relation.contains, Question.all, Optional.empty()),
            new long[count],
            IntStream.range(0, count).mapToLong(i -> 5).toArray(),
            new int[count],
            1);
    assertThat(index.listsPairs()).isFalse();
    assertThat(index.isRegular()).isTrue();
  }

  private static List<Long> around(SpanIndex index, long number) {
    List<Long> numbers = new ArrayList<>();
    for (int place = 0; number != SpanIndex.NONE && place < index.numbered(); place++) {
      if (index.number(place) == number) {
        for (int around = index.firstAround(place);
            around >= 0;
            around = index.nextAround(place, around)) {
          numbers.add(index.number(around));
        }
      }
    }
    return numbers.stream().sorted().toList();
  }

  private static List<Long> matches(List<Span> group, Span asked, int first) {
    return IntStream.range(0, group.size())
        .filter(i -> group.get(i).is(Relation.contains, asked))
        .mapToObj(i -> (long) first + i)
        .toList();
  }

  private static long lowest(Relation relation, List<Span> group, Span asked, int first) {
    return IntStream.range(0, group.size())
        .filter(i -> group.get(i).is(relation, asked))
        .mapToLong(i -> first + i)
        .findFirst()
        .orElse(SpanIndex.NONE);
  }

  private static SpanIndexing indexing(
      Relation relation, Question question, Optional<Choice> choice) {
    return new SpanIndexing(
        List.of(),
        0,
        1,
        relation,
        question,
        choice.map(kept -> new SpanKeep(1, Side.left, kept, 0, 1, List.of())));
  }

  private static SpanIndex index(
      Relation relation, Question question, Optional<Choice> choice, List<List<Span>> groups) {
    List<Span> all = groups.stream().flatMap(List::stream).toList();
    int[] groupOf =
        IntStream.range(0, groups.size())
            .flatMap(group -> groups.get(group).stream().mapToInt(span -> group))
            .toArray();
    return new SpanIndex(
        indexing(relation, question, choice),
        all.stream().mapToLong(Span::begin).toArray(),
        all.stream().mapToLong(Span::end).toArray(),
        groupOf,
        groups.size());
  }

  /** Groups of spans in the order of preference. */
  private List<List<Span>> groups(Choice choice) {
    Comparator<Span> byLength = Comparator.comparingLong(span -> span.end - span.begin);
    Comparator<Span> order =
        switch (choice) {
          case innermost -> byLength.thenComparingLong(Span::begin);
          case outermost -> byLength.reversed().thenComparingLong(Span::begin);
          case first -> Comparator.comparingInt(span -> 0);
        };
    boolean far = random.nextInt(5) == 0;
    return IntStream.range(0, 1 + random.nextInt(3))
        .mapToObj(
            group -> {
              boolean nested = random.nextBoolean();
              return IntStream.range(0, 1 + random.nextInt(20))
                  .mapToObj(i -> nested ? nested() : crossing())
                  .map(span -> far ? stretched(span) : span)
                  .sorted(order)
                  .toList();
            })
        .toList();
  }

  private static final long STRETCH = 1L << 35;

  private static Span stretched(Span span) {
    return new Span(span.begin * STRETCH, span.end * STRETCH);
  }

  private Span nested() {
    long begin = 0;
    long end = 32;
    for (int depth = random.nextInt(6); depth > 0; depth--) {
      long middle = (begin + end) / 2;
      if (random.nextBoolean()) {
        end = middle;
      } else {
        begin = middle;
      }
    }
    return new Span(begin, random.nextInt(6) == 0 ? begin : end);
  }

  private Span crossing() {
    long begin = random.nextInt(32) - (random.nextInt(8) == 0 ? 20L : 0);
    return new Span(begin, begin + random.nextInt(12) - (random.nextInt(6) == 0 ? 8L : 0));
  }

  private List<Span> asked() {
    List<Span> asked = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Span span = random.nextBoolean() ? nested() : crossing();
      asked.add(random.nextInt(4) == 0 ? stretched(span) : span);
    }
    asked.add(new Span(Long.MIN_VALUE, Long.MIN_VALUE));
    asked.add(new Span(Long.MAX_VALUE, Long.MAX_VALUE));
    asked.add(new Span(Long.MIN_VALUE, Long.MAX_VALUE));
    return asked;
  }
}
