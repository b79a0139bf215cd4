// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.ScanPredicate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which rows of a relation are needed: whatever becomes of the others, nothing that is asked for
 * changes.
 *
 * @param predicate every row that is needed fulfils it; it names fields by what {@link #renamed}
 *     gave them
 * @param lost conditions that were found on the way and are not in the predicate
 */
record RowNeed(ScanPredicate predicate, Set<Lost> lost) {

  /** So many comparisons are looked at; more would cost more than they spare. */
  static final int MAX_SIZE = 256;

  /** So many conditions are told of one relation. */
  private static final int MAX_LOST = 32;

  /** All rows are needed. */
  static final RowNeed ALL = new RowNeed(ScanPredicate.Constant.TRUE, Set.of());

  RowNeed {
    lost = Collections.unmodifiableSet(new LinkedHashSet<>(lost.stream().limit(MAX_LOST).toList()));
  }

  /**
   * A condition that leaves out nothing.
   *
   * @param text for people
   * @param reason why, for people
   * @param fields the fields that it is about
   */
  record Lost(String text, String reason, Set<String> fields) {

    Lost {
      fields = Collections.unmodifiableSet(new LinkedHashSet<>(fields));
    }

    /** The same condition on what its fields are made of; nothing if that is nothing. */
    Optional<Lost> madeOf(Function<String, Set<String>> origins) {
      Set<String> made = new LinkedHashSet<>();
      fields.forEach(field -> made.addAll(origins.apply(field)));
      return made.isEmpty() ? Optional.empty() : Optional.of(new Lost(text, reason, made));
    }
  }

  /** The rows are needed that fulfil another predicate, too. */
  RowNeed and(ScanPredicate other) {
    return new RowNeed(predicate.and(other), lost);
  }

  /** The same need, with conditions that leave out nothing. */
  RowNeed losing(Collection<Lost> more) {
    Set<Lost> all = new LinkedHashSet<>(lost);
    all.addAll(more);
    return new RowNeed(predicate, all);
  }

  /**
   * The need of an operator's input.
   *
   * @param names the input's field whose value a field of the operator has
   * @param origins the input's fields that a field of the operator is made of
   * @param reason why a condition on a field that has no such name ends here
   * @param text tells a predicate over the operator's fields
   */
  RowNeed through(
      Function<String, Optional<String>> names,
      Function<String, Set<String>> origins,
      String reason,
      Function<ScanPredicate, String> text) {
    List<Lost> left = new ArrayList<>();
    lost.forEach(condition -> condition.madeOf(origins).ifPresent(left::add));
    List<ScanPredicate> kept = new ArrayList<>();
    for (ScanPredicate conjunct : predicate.conjuncts()) {
      ScanPredicate renamed = conjunct.renamed(names);
      if (renamed == ScanPredicate.Constant.TRUE) {
        new Lost(text.apply(conjunct), reason, conjunct.columns())
            .madeOf(origins)
            .ifPresent(left::add);
      } else {
        kept.add(renamed);
      }
    }
    return new RowNeed(ScanPredicate.and(kept), new LinkedHashSet<>(left));
  }

  /** The same need under other names, all of which there are. */
  RowNeed renamed(Function<String, String> names) {
    return through(
        name -> Optional.of(names.apply(name)),
        name -> Set.of(names.apply(name)),
        "",
        ScanPredicate::toString);
  }

  /**
   * What several readers of a relation need.
   *
   * @param relation its name
   */
  static RowNeed ofAll(String relation, Collection<RowNeed> readers) {
    ScanPredicate any =
        ScanPredicate.or(readers.stream().map(RowNeed::predicate).distinct().toList());
    Set<Lost> lost = new LinkedHashSet<>();
    readers.forEach(reader -> lost.addAll(reader.lost()));
    boolean large = any.size() > MAX_SIZE;
    ScanPredicate kept = large ? ScanPredicate.Constant.TRUE : any;
    if (kept == ScanPredicate.Constant.TRUE) {
      String reason =
          large
              ? "the readers of " + relation + " ask for too many conditions together"
              : "another reader of " + relation + " needs all rows";
      readers.stream()
          .map(RowNeed::predicate)
          .filter(predicate -> predicate != ScanPredicate.Constant.TRUE)
          .forEach(
              predicate ->
                  lost.add(
                      new Lost(
                          large ? "a predicate of " + any.size() + " parts" : predicate.toString(),
                          reason,
                          predicate.columns())));
    }
    return new RowNeed(kept, lost);
  }
}
