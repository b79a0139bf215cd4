// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.List;
import java.util.Optional;

/**
 * What a view does with what it reads. A document tags it by {@code kind}, the record's name.
 *
 * <p>Every transform names its sources: input relations, views, or parameter templates.
 */
@TaggedBy("kind")
public sealed interface ViewTransform {

  /** The names of the relations that this transform reads, in the order it names them. */
  List<String> sources();

  /** The tag that a document gives this transform. */
  default ViewKind kind() {
    return ViewKind.valueOf(getClass().getSimpleName());
  }

  /**
   * Gives every row an identity. Adds {@code entity_id} = {@code stable_id(view name, every id
   * column)}, {@code span} = {@code span_make(start, end)} if {@code spanColumns} is given, and
   * {@code <column>_normalized} = {@code utf8_normalize(column)} for every text column; keeps all
   * columns of the source before them.
   *
   * @param spanColumns the start and the end column of a half-open byte span
   */
  record Normalize(
      String source,
      List<String> idColumns,
      Optional<List<String>> spanColumns,
      @Default("[]") List<String> textColumns)
      implements ViewTransform {

    public Normalize {
      idColumns = List.copyOf(idColumns);
      spanColumns = spanColumns.map(List::copyOf);
      textColumns = List.copyOf(textColumns);
    }

    @Override
    public List<String> sources() {
      return List.of(source);
    }
  }

  /**
   * Joins two relations by equality keys, by byte spans, or by both.
   *
   * <p>Output columns: the left ones, then the right ones; a right column whose name is taken gets
   * the suffix {@code _right}; equality keys of the same name appear once. {@code select} picks and
   * renames instead, with {@code left.} and {@code right.} as qualifiers.
   *
   * @param joinKeys pairs of columns for equality; if empty and without a span, the join graph's
   *     edge between the two sides
   * @param keep which of the matches of a span join to keep
   * @param select the output columns; empty for the default
   */
  record Relate(
      String left,
      String right,
      JoinType joinType,
      @Default("[]") List<JoinKey> joinKeys,
      Optional<SpanPredicate> span,
      @Default("all") Keep keep,
      @Default("[]") List<Projection> select)
      implements ViewTransform {

    public Relate {
      joinKeys = List.copyOf(joinKeys);
      select = List.copyOf(select);
    }

    @Override
    public List<String> sources() {
      return List.of(left, right);
    }

    /** The join keys that ask for equality: all but those in the pair form. */
    public List<JoinKey> equalityKeys() {
      return joinKeys.stream().filter(key -> !key.isPairForm()).toList();
    }

    /** The span predicate, be it given as {@code span} or in the pair form of a join key. */
    public Optional<SpanPredicate> resolvedSpan() {
      return span.isPresent()
          ? span
          : joinKeys.stream().filter(JoinKey::isPairForm).findFirst().map(JoinKey::asSpan);
    }
  }

  /**
   * All rows of several relations, matched by column name: a column that a source lacks is NULL
   * there; the order is the first source's, then new columns in the order they appear.
   *
   * @param discriminatorColumn an added column that holds the name of the source
   * @param distinct whether equal rows of the whole are kept once
   */
  record Union(
      List<String> sources,
      Optional<String> discriminatorColumn,
      @Default("false") boolean distinct)
      implements ViewTransform {

    public Union {
      sources = List.copyOf(sources);
    }
  }

  /** Picks, computes and renames columns. */
  record Project(String source, List<Projection> columns) implements ViewTransform {

    public Project {
      columns = List.copyOf(columns);
    }

    @Override
    public List<String> sources() {
      return List.of(source);
    }
  }

  /**
   * Keeps the rows for which a SQL predicate is true.
   *
   * @param predicate a SQL expression over the source's columns
   */
  record Filter(String source, String predicate) implements ViewTransform {

    @Override
    public List<String> sources() {
      return List.of(source);
    }
  }

  /**
   * Groups rows and aggregates each group.
   *
   * @param groupBy the columns of the group; empty for one group over all rows
   */
  record Aggregate(
      String source, @Default("[]") List<String> groupBy, List<Aggregation> aggregations)
      implements ViewTransform {

    public Aggregate {
      groupBy = List.copyOf(groupBy);
      aggregations = List.copyOf(aggregations);
    }

    @Override
    public List<String> sources() {
      return List.of(source);
    }
  }
}
