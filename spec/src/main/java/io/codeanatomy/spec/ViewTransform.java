// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.List;
import java.util.Optional;

/**
 * What a view does with what it reads. A document tags it by {@code kind}, the record's name.
 *
 * <p>Every transform names its sources: input relations, views, parameter templates, or the
 * metadata of an input ({@link MetadataRelation}).
 */
@Description("What a view does with what it reads.")
@TaggedBy("kind")
public sealed interface ViewTransform {

  /** The names of the relations that this transform reads, in the order it names them. */
  List<String> sources();

  /** The tag that a document gives this transform. */
  default ViewKind kind() {
    return ViewKind.valueOf(getClass().getSimpleName());
  }

  /** Gives every row an identity. */
  @Description("Gives every row an identity that depends on its values alone.")
  @Reference(
      meaning =
          """
          `entity_id` is `stable_id('<view name>', column, …)` over the id columns, so it looks like \
          `shopper:0f3c…`. It depends on nothing but the name of the view and the values of the id \
          columns. Columns of floating point have no exact text and are refused as id columns.
          """,
      rowType =
          """
          All columns of the source; behind them `entity_id` (`varchar`), then `span` if \
          `span_columns` is given (a struct of `bstart` and `bend`), then `<column>_normalized` \
          (`varchar`) for each of the text columns.
          """,
      nulls =
          """
          `entity_id` is never NULL: a NULL in an id column is a value of its own. `span` is NULL if \
          one of its ends is NULL or the start is after the end. A normalized text is NULL if the \
          text is, or if nothing is left of it.
          """,
      examples =
          """
          - name: shopper
            transform:
              kind: Normalize
              source: customers
              id_columns: [customer_id]
              text_columns: [name]
          """)
  record Normalize(
      @Description("The relation whose rows get an identity.") String source,
      @Description("The columns that tell the rows apart, at least one.") List<String> idColumns,
      @Description("The start and the end column of a half-open span.")
          Optional<List<String>> spanColumns,
      @Description("Columns of text to normalize.") @Default("[]") List<String> textColumns)
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

  /** Joins two relations by equality keys, by spans, or by both. */
  @Description("Joins two relations by equality keys, by spans, or by both.")
  @Reference(
      meaning =
          """
          **Without keys** and without a span, the keys are those of the join graph's edge between \
          the two relations, whichever way round it is written. Without an edge, or with several, \
          it is an error: there are no cartesian products.

          **Spans** are half-open, `[start, end)`, two columns of integers on each side: bytes of a \
          file, days of a calendar. The predicate's inequalities are its whole meaning: an empty \
          span is within every span that reaches around it, and for a span whose start is after \
          its end the inequalities are taken as they stand. A span join without an equality key \
          is an error unless it says `global: true`, as spans of different files have nothing to \
          do with each other. A join key of the form `{left_key: "start..end", right_key: \
          "start..end"}` is another way to write `contains`.

          **keep** reduces the matches of each *subject* to some of its *candidates*. For \
          `contains` the subjects are the right rows, otherwise the left ones. Ties are broken by \
          the start, by `tie`, and by all remaining columns of the candidates, so the result is a \
          function of the input. Equal rows of the subject's side are each a subject of their own. \
          It goes with `Inner`, with `Left` where the left rows are the subjects, and with `Right` \
          where the right ones are.
          """,
      rowType =
          """
          The left columns, then the right ones; for `Semi` and `Anti` the left ones alone. A key \
          that has the same name on both sides appears once: for `Right` and `Full`, the value \
          that is not NULL. Any other right column whose name is taken gets the suffix `_right`. \
          With `select`, the columns that it names, in its order; where both sides have a name, \
          write `left.name` or `right.name`, and the column is called `name`.
          """,
      nulls =
          """
          NULL equals nothing, not even NULL, and a span with a NULL bound never matches. The \
          columns of a side that has no match are NULL.
          """,
      examples = {
        """
        - name: order_of_customer
          transform:
            kind: Relate
            left: orders
            right: customers
            join_type: Left
            join_keys: [{left_key: customer_id, right_key: customer_id}]
        """,
        """
        - name: order_in_city
          transform:
            kind: Relate
            left: orders
            right: customers
            join_type: Inner
            join_keys: [{left_key: customer_id, right_key: customer_id}]
            select:
              - order_id
              - left.customer_id
              - {expr: "COALESCE(right.city, 'unknown')", as: city}
        """,
        """
        - name: day_of_order
          transform:
            kind: Project
            source: orders
            columns: [order_id, product, day, {expr: "day + 1", as: next_day}]
        - name: price_of_order
          transform:
            kind: Relate
            left: day_of_order
            right: prices
            join_type: Left
            join_keys: [{left_key: product, right_key: product}]
            span: {predicate: within, left: [day, next_day], right: [from_day, to_day]}
            keep: innermost
            select: [order_id, cents, reason]
        """
      })
  record Relate(
      @Description("The relation on the left.") String left,
      @Description("The relation on the right; may be the same one.") String right,
      @Description("How rows without a match are treated.") JoinType joinType,
      @Description("Pairs of columns that must be equal.") @Default("[]") List<JoinKey> joinKeys,
      @Description("How the spans of the two sides must lie to each other.")
          Optional<SpanPredicate> span,
      @Description("Which of the matches of a span to keep.") @Default("all") Keep keep,
      @Description("The output columns; empty for the default.") @Default("[]")
          List<Projection> select)
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

  /** All rows of several relations, matched by column name. */
  @Description("All rows of several relations, matched by the names of their columns.")
  @Reference(
      rowType =
          """
          The columns of the first source, then what further sources have besides, in the order in \
          which they appear, then the discriminator. A column that several sources have gets a \
          type that holds the values of all: the wider integer, a decimal that fits both, `double` \
          for floating point with exact numbers. Text and numbers have none, which is an error.
          """,
      nulls =
          """
          A column that a source lacks is NULL in its rows. For `distinct`, NULL equals NULL.
          """,
      examples =
          """
          - name: pencil
            transform: {kind: Filter, source: orders, predicate: "product = 'pencil'"}
          - name: early
            transform: {kind: Filter, source: orders, predicate: "day < 15"}
          - name: noteworthy
            transform: {kind: Union, sources: [pencil, early], discriminator_column: why}
          """)
  record Union(
      @Description("The relations, each once.") List<String> sources,
      @Description("A column that is added last and holds the name of the source.")
          Optional<String> discriminatorColumn,
      @Description("Whether equal rows of the whole, discriminator included, are kept once.")
          @Default("false")
          boolean distinct)
      implements ViewTransform {

    public Union {
      sources = List.copyOf(sources);
    }
  }

  /** Picks, computes and renames columns. */
  @Description("Picks, computes and renames columns.")
  @Reference(
      rowType = "These columns, in this order, and no other.",
      nulls = "Those of the expressions.",
      examples =
          """
          - name: order_line
            transform:
              kind: Project
              source: orders
              columns:
                - order_id
                - {expr: "quantity * 2", as: pieces}
                - {expr: "UPPER(product)", as: product}
          """)
  record Project(
      @Description("The relation whose columns are taken.") String source,
      @Description("The output columns in order, at least one.") List<Projection> columns)
      implements ViewTransform {

    public Project {
      columns = List.copyOf(columns);
    }

    @Override
    public List<String> sources() {
      return List.of(source);
    }
  }

  /** Keeps the rows for which a SQL predicate is true. */
  @Description("Keeps the rows for which a predicate is true.")
  @Reference(
      rowType = "That of the source.",
      nulls = "Rows for which the predicate is NULL go, as those for which it is false.",
      examples =
          """
          - name: large_order
            transform:
              kind: Filter
              source: orders
              predicate: "quantity >= 10 AND product <> 'pencil'"
          """)
  record Filter(
      @Description("The relation whose rows are filtered.") String source,
      @Description("A SQL expression of type `boolean` over the columns of the source.")
          String predicate)
      implements ViewTransform {

    @Override
    public List<String> sources() {
      return List.of(source);
    }
  }

  /** Groups rows and aggregates each group. */
  @Description("Groups rows and gives one row for each group.")
  @Reference(
      meaning =
          """
          Sums and averages of floating point depend on the order of addition in their last digits: \
          the run warns.
          """,
      rowType =
          """
          The columns of the group, in the order of `group_by`, then the aliases. Without \
          `group_by` there is one row, even without input.
          """,
      nulls =
          """
          NULL is a group. NULLs are left out of everything but `count` without a column and \
          `array_agg`.
          """,
      examples =
          """
          - name: sales
            transform:
              kind: Aggregate
              source: orders
              group_by: [product]
              aggregations:
                - {function: count, alias: orders}
                - {function: sum, column: quantity, alias: pieces}
                - {function: count, alias: large_orders, filter: "quantity >= 10"}
                - {function: string_agg, column: product, alias: products, order_by: [order_id]}
                - {function: arg_max, column: order_id, alias: latest_order, order_by: [day]}
          """)
  record Aggregate(
      @Description("The relation whose rows are grouped.") String source,
      @Description("The columns of the group; empty for one group over all rows.") @Default("[]")
          List<String> groupBy,
      @Description("The aggregates, at least one.") List<Aggregation> aggregations)
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

  /** Makes rows of the elements of a list, or of the entries of a map. */
  @Description("Makes rows of the elements of a list, or of the entries of a map.")
  @Reference(
      meaning =
          """
          Every row of the source comes once per element of its list, with all its other columns. \
          A list of structs gives a column of structs, a list of lists a column of lists: only the \
          outermost list is taken apart. A map gives its keys and its values; its entries have no \
          order, so `ordinality` is an error there.
          """,
      rowType =
          """
          All columns of the source in their order, but without the unnested one; behind them the \
          element under the name of `as`, of the type of the list's elements; then, if it is asked \
          for, the `ordinality` (`bigint`). A map gives two columns instead of the element: \
          `<as>_key` and `<as>_value`. A name that comes twice is an error; `as` may be the name of \
          the unnested column.
          """,
      nulls =
          """
          A list that is NULL or empty gives no rows. An element that is NULL gives a row, and \
          counts for the `ordinality`.
          """,
      examples =
          """
          - name: baskets
            transform:
              kind: Aggregate
              source: orders
              group_by: [customer_id]
              aggregations:
                - {function: array_agg, column: product, alias: products, order_by: [day, order_id]}
          - name: products_of_customers
            transform: {kind: Unnest, source: baskets, column: products, as: product, ordinality: place}
          """)
  record Unnest(
      @Description("The relation whose rows are multiplied.") String source,
      @Description("The column that holds the list or the map.") String column,
      @Description("The name of the element's column; for a map the beginning of both names.")
          String as,
      @Description("The name of an added column: the element's place in its list, from 1.")
          Optional<String> ordinality)
      implements ViewTransform {

    @Override
    public List<String> sources() {
      return List.of(source);
    }
  }

  /** Keeps the first rows of each partition. */
  @Description("Keeps the first rows of each partition.")
  @Reference(
      meaning =
          """
          The rows of a partition are ordered by `order_by`; what is equal there, by all other \
          columns in the order of the source, ascending. So the result depends on nothing but the \
          rows of the source: only rows that are the same in every column are interchangeable.

          Numbers are ordered by value, NaN after all others, 0.0 and -0.0 as equals; texts by their bytes in UTF-8; \
          `false` comes before `true`. Lists compare element by element, structs field by field, \
          and in them a NULL comes after every value. Maps have no order, and can stand neither in \
          `order_by` nor in `partition_by`; they break ties by their entries as they are stored.
          """,
      rowType =
          """
          The columns of the source; behind them, if it is asked for, the `rank_column` (`bigint`): \
          1 for the first row of a partition, 2 for the second, with no number twice.
          """,
      nulls =
          """
          NULL comes last, be the direction `asc` or `desc`. Rows whose partition columns are NULL \
          are a partition like any other.
          """,
      examples =
          """
          - name: largest_orders
            transform:
              kind: Rank
              source: orders
              partition_by: [customer_id]
              order_by: [{column: quantity, direction: desc}, day]
              keep: 2
              rank_column: place
          """)
  record Rank(
      @Description("The relation whose rows are ranked.") String source,
      @Description("The columns of the partition; empty for one partition of all rows.")
          @Default("[]")
          List<String> partitionBy,
      @Description("The order of the rows, at least one column.") List<OrderKey> orderBy,
      @Description("How many rows of each partition to keep, at least 1.") long keep,
      @Description("The name of an added column: the row's place in its partition, from 1.")
          Optional<String> rankColumn)
      implements ViewTransform {

    public Rank {
      partitionBy = List.copyOf(partitionBy);
      orderBy = List.copyOf(orderBy);
    }

    @Override
    public List<String> sources() {
      return List.of(source);
    }
  }

  /** The transitive closure of a list of edges. */
  @Description("Follows edges from node to node: the transitive closure of a list of edges.")
  @Reference(
      meaning =
          """
          Every row of the source is an edge from one node to another. The result has a row for \
          every pair of nodes of which the first leads to the second by one edge or more, each pair \
          once, however many paths there are. Cycles do no harm: a node leads to itself if and only \
          if it is on a cycle, an edge from a node to itself being the shortest one.

          `max_depth` bounds the length of the paths: 1 gives the edges themselves, each once. \
          `from` and `to` are of the same type, and of one whose values compare exactly: columns \
          of floating point and maps are refused. The numbers of nodes and of edges are bounded by \
          memory, the number of pairs is not.
          """,
      rowType =
          """
          The columns `from` and `to` under the names that they have in the source, then, if it is \
          asked for, the `depth_column` (`bigint`): the number of edges of the shortest path.
          """,
      nulls =
          "An edge with NULL at one of its ends is no edge. No column of the result is ever NULL.",
      examples =
          """
          - name: bought_the_same
            transform:
              kind: Relate
              left: orders
              right: orders
              join_type: Inner
              join_keys: [{left_key: product, right_key: product}]
              select: [{expr: left.customer_id, as: customer}, {expr: right.customer_id, as: other}]
          - name: connected_customers
            transform: {kind: Closure, source: bought_the_same, from: customer, to: other, depth_column: steps}
          """)
  record Closure(
      @Description("The relation whose rows are edges.") String source,
      @Description("The column of the node that an edge begins at.") String from,
      @Description("The column of the node that an edge leads to.") String to,
      @Description("The name of an added column: the length of the shortest path, from 1.")
          Optional<String> depthColumn,
      @Description("The length of the longest path to follow, at least 1; any, if left out.")
          Optional<Long> maxDepth)
      implements ViewTransform {

    @Override
    public List<String> sources() {
      return List.of(source);
    }
  }

  /** The changes that some commits made to an input's table. */
  @Description("The changes that some commits made to an input's table, as rows.")
  @Reference(
      meaning =
          """
          The commits are those of the versions `from_version` to `to_version`, both included.

          Of a table with a change data feed (`delta.enableChangeDataFeed`), every row that a commit \
          inserted, deleted or updated comes with the commit it was changed by, as Delta's protocol \
          says: `insert`, `delete`, and for an update the row before, `update_preimage`, and after, \
          `update_postimage`. The feed must be on in all of the commits.

          Of a table without a feed, the rows come by which the state after `to_version` differs \
          from the state before `from_version` (for 0, from an empty table): `insert` and `delete`, \
          as often as one side has the row more often than the other, all of them as changes of \
          `to_version`. So an update is a `delete` and an `insert`; rows that were only rewritten, \
          or changed and changed back in between, do not show. A warning says so.

          The columns are those of the version that the input is bound to. Rows of versions in which \
          a column was missing have NULL there, and narrower numbers are widened; a range over any \
          other change of the row type is an error. So is one whose files were vacuumed, or whose \
          log was cleaned up.
          """,
      rowType =
          """
          The columns of the table, without the one of `requires_lineage`; behind them \
          `_change_type` (`varchar`), `_commit_version` (`bigint`) and `_commit_timestamp` \
          (`timestamp`): the in-commit timestamp, or where the table has none, the \
          time of the log entry's file.
          """,
      nulls =
          """
          The three columns of the change are never NULL. Without a feed, rows are compared as \
          `IS NOT DISTINCT FROM` does: NULL equals NULL, and NaN equals NaN.
          """,
      examples =
          """
          - name: changes_of_orders
            transform: {kind: Changes, source: orders, from_version: 0}
          - name: inserted_orders
            transform:
              kind: Project
              source: changes_of_orders
              columns: [order_id, _change_type, _commit_version]
          """)
  record Changes(
      @Description("The input relation whose table is meant.") String source,
      @Description("The version of the first commit, from 0.") long fromVersion,
      @Description(
              "The version of the last commit; the one that the input is bound to, if left out.")
          Optional<Long> toVersion)
      implements ViewTransform {

    @Override
    public List<String> sources() {
      return List.of(source);
    }
  }
}
