// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Each view is right in itself: its fields fit together. */
final class TransformChecks {

  private final JoinGraph joinGraph;
  private final List<Diagnostic> problems = new ArrayList<>();

  private TransformChecks(JoinGraph joinGraph) {
    this.joinGraph = joinGraph;
  }

  static List<Diagnostic> check(Spec spec) {
    TransformChecks checks = new TransformChecks(spec.joinGraph());
    for (int i = 0; i < spec.viewDefinitions().size(); i++) {
      checks.view("/view_definitions/" + i, spec.viewDefinitions().get(i));
    }
    return checks.problems;
  }

  private void view(String pointer, ViewDefinition view) {
    ViewTransform transform = view.transform();
    view.viewKind()
        .filter(kind -> kind != transform.kind())
        .ifPresent(
            kind ->
                problems.add(
                    GraphErrors.kindMismatch(pointer + "/view_kind", kind, transform.kind())));
    transform(pointer + "/transform", transform);
    view.outputSchema().ifPresent(schema -> schema(pointer + "/output_schema", schema));
  }

  private void transform(String pointer, ViewTransform transform) {
    if (transform instanceof ViewTransform.Normalize normalize) {
      normalize(pointer, normalize);
    } else if (transform instanceof ViewTransform.Relate relate) {
      relate(pointer, relate);
    } else if (transform instanceof ViewTransform.Union union) {
      union(pointer, union);
    } else if (transform instanceof ViewTransform.Project project) {
      notEmpty(pointer + "/columns", "the list of columns", project.columns());
      projections(pointer + "/columns", project.columns(), Qualifiers.PART_OF_NAME);
    } else if (transform instanceof ViewTransform.Aggregate aggregate) {
      problems.addAll(AggregationChecks.check(pointer, aggregate));
    } else if (transform instanceof ViewTransform.Unnest unnest) {
      unnest(pointer, unnest);
    } else if (transform instanceof ViewTransform.Rank rank) {
      rank(pointer, rank);
    } else if (transform instanceof ViewTransform.Closure closure) {
      closure(pointer, closure);
    } else if (transform instanceof ViewTransform.Changes changes) {
      changes(pointer, changes);
    }
  }

  private void changes(String pointer, ViewTransform.Changes changes) {
    boolean sound = notNegative(pointer + "/from_version", changes.fromVersion());
    if (changes.toVersion().isPresent()) {
      long to = changes.toVersion().get();
      sound &= notNegative(pointer + "/to_version", to);
      if (sound && changes.fromVersion() > to) {
        problems.add(
            GraphErrors.versionOrder(pointer + "/from_version", changes.fromVersion(), to));
      }
    }
  }

  private boolean notNegative(String pointer, long version) {
    if (version < 0) {
      problems.add(GraphErrors.negativeVersion(pointer, version));
    }
    return version >= 0;
  }

  private void normalize(String pointer, ViewTransform.Normalize normalize) {
    notEmpty(pointer + "/id_columns", "the list of columns of the identity", normalize.idColumns());
    distinct(pointer + "/id_columns", normalize.idColumns());
    normalize.spanColumns().ifPresent(columns -> two(pointer + "/span_columns", columns));
    distinct(pointer + "/text_columns", normalize.textColumns());
  }

  private void relate(String pointer, ViewTransform.Relate relate) {
    relate.span().ifPresent(span -> span(pointer + "/span", span));
    boolean pairs = pairForms(pointer, relate);
    boolean hasSpan = relate.span().isPresent() || pairs;
    boolean global = relate.span().map(SpanPredicate::global).orElse(false);
    if (relate.joinKeys().isEmpty() && !hasSpan) {
      joinGraphEdge(pointer, relate);
    }
    if (hasSpan && !global && relate.equalityKeys().isEmpty()) {
      String at = relate.span().isPresent() ? "/span" : "/join_keys";
      problems.add(GraphErrors.spanWithoutKey(pointer + at));
    }
    keep(pointer + "/keep", relate.keep(), hasSpan);
    distinctKeys(pointer + "/join_keys", relate.joinKeys());
    projections(pointer + "/select", relate.select(), Qualifiers.DROPPED);
  }

  private void span(String pointer, SpanPredicate span) {
    two(pointer + "/left", span.left());
    two(pointer + "/right", span.right());
    distinct(pointer + "/tie", span.tie());
  }

  private boolean pairForms(String pointer, ViewTransform.Relate relate) {
    boolean found = false;
    for (int i = 0; i < relate.joinKeys().size(); i++) {
      JoinKey key = relate.joinKeys().get(i);
      if (!key.isPairForm()) {
        continue;
      }
      String at = pointer + "/join_keys/" + i;
      if (!isPair(key.leftKey()) || !isPair(key.rightKey())) {
        problems.add(GraphErrors.halfPair(at));
      } else if (found || relate.span().isPresent()) {
        problems.add(GraphErrors.pairBesideSpan(at));
      }
      found = true;
    }
    return found;
  }

  private static boolean isPair(String side) {
    List<String> columns = JoinKey.columns(side);
    return columns.size() == 2 && columns.stream().noneMatch(String::isBlank);
  }

  private void joinGraphEdge(String pointer, ViewTransform.Relate relate) {
    int edges = joinGraph.edgesBetween(relate.left(), relate.right()).size();
    if (edges == 0) {
      problems.add(GraphErrors.joinWithoutKeys(pointer, relate.left(), relate.right()));
    } else if (edges > 1) {
      problems.add(GraphErrors.ambiguousEdge(pointer, relate.left(), relate.right(), edges));
    }
  }

  private void keep(String pointer, Keep keep, boolean hasSpan) {
    if (!hasSpan && !(keep instanceof Keep.All)) {
      problems.add(GraphErrors.keepWithoutSpan(pointer));
    }
    if (keep instanceof Keep.First first) {
      if (first.first() < 1) {
        problems.add(
            GraphErrors.notPositive(
                pointer + "/first", "first", first.first(), "keep at least one row"));
      }
      notEmpty(pointer + "/order_by", "the order of the matches", first.orderBy());
      distinct(pointer + "/order_by", first.orderBy().stream().map(OrderKey::column).toList());
    }
  }

  private void distinctKeys(String pointer, List<JoinKey> keys) {
    Set<JoinKey> seen = new HashSet<>();
    for (int i = 0; i < keys.size(); i++) {
      JoinKey key = keys.get(i);
      if (!seen.add(key)) {
        String name = key.leftKey() + " = " + key.rightKey();
        problems.add(GraphErrors.duplicateColumn(pointer + "/" + i, name, name));
      }
    }
  }

  private void union(String pointer, ViewTransform.Union union) {
    notEmpty(pointer + "/sources", "the list of sources", union.sources());
    // Rows that come twice by a slip are worse than a Project more for those who mean it.
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < union.sources().size(); i++) {
      String source = union.sources().get(i);
      if (!seen.add(source)) {
        problems.add(GraphErrors.repeatedSource(pointer + "/sources/" + i, source));
      }
    }
  }

  private void unnest(String pointer, ViewTransform.Unnest unnest) {
    Columns columns = new Columns();
    columns.add(pointer + "/as", unnest.as()).ifPresent(problems::add);
    unnest
        .ordinality()
        .flatMap(name -> columns.add(pointer + "/ordinality", name))
        .ifPresent(problems::add);
  }

  private void rank(String pointer, ViewTransform.Rank rank) {
    distinct(pointer + "/partition_by", rank.partitionBy());
    notEmpty(pointer + "/order_by", "the order of the rows", rank.orderBy());
    distinct(pointer + "/order_by", rank.orderBy().stream().map(OrderKey::column).toList());
    for (int i = 0; i < rank.orderBy().size(); i++) {
      String column = rank.orderBy().get(i).column();
      if (rank.partitionBy().contains(column)) {
        problems.add(GraphErrors.uselessRankKey(pointer + "/order_by/" + i, column));
      }
    }
    if (rank.keep() < 1) {
      problems.add(
          GraphErrors.notPositive(pointer + "/keep", "keep", rank.keep(), "keep at least one row"));
    }
  }

  private void closure(String pointer, ViewTransform.Closure closure) {
    Columns columns = new Columns();
    columns.add(pointer + "/from", closure.from()).ifPresent(problems::add);
    columns.add(pointer + "/to", closure.to()).ifPresent(problems::add);
    closure
        .depthColumn()
        .flatMap(name -> columns.add(pointer + "/depth_column", name))
        .ifPresent(problems::add);
    closure
        .maxDepth()
        .filter(depth -> depth < 1)
        .ifPresent(
            depth ->
                problems.add(
                    GraphErrors.notPositive(
                        pointer + "/max_depth", "max_depth", depth, "follow at least one edge")));
  }

  private void schema(String pointer, List<ColumnContract> schema) {
    notEmpty(pointer, "the list of columns", schema);
    Columns columns = new Columns();
    for (int i = 0; i < schema.size(); i++) {
      columns.add(pointer + "/" + i + "/name", schema.get(i).name()).ifPresent(problems::add);
    }
  }

  /** What {@code left.} and {@code right.} before a column's name are. */
  private enum Qualifiers {
    PART_OF_NAME,
    DROPPED
  }

  private void projections(String pointer, List<Projection> projections, Qualifiers qualifiers) {
    Columns columns = new Columns();
    for (int i = 0; i < projections.size(); i++) {
      String at = pointer + "/" + i;
      if (projections.get(i) instanceof Projection.Computed computed) {
        columns.add(at + "/as", computed.as()).ifPresent(problems::add);
      } else if (projections.get(i) instanceof Projection.Column column) {
        String name =
            qualifiers == Qualifiers.DROPPED
                ? column.name().replaceFirst("^(left|right)\\.", "")
                : column.name();
        columns.add(at, name).ifPresent(problems::add);
      }
    }
  }

  private void distinct(String pointer, List<String> names) {
    problems.addAll(Columns.duplicates(pointer, names));
  }

  private void two(String pointer, List<String> columns) {
    if (columns.size() != 2) {
      problems.add(GraphErrors.notTwoColumns(pointer, columns.size()));
    } else {
      distinct(pointer, columns);
    }
  }

  private void notEmpty(String pointer, String what, List<?> list) {
    if (list.isEmpty()) {
      problems.add(GraphErrors.emptyList(pointer, what));
    }
  }
}
