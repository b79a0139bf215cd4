// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.Collection;
import java.util.List;

/** What can be wrong with a spec as a graph, before any data is looked at. */
final class GraphErrors {

  private GraphErrors() {}

  // Names.

  static Diagnostic badName(String pointer, String what, String name) {
    return SpecErrorCode.BAD_NAME.at(
        pointer,
        "\"" + Words.shortened(name) + "\" is no name for " + what,
        "a name starts with a lower case letter and goes on with lower case letters, digits and _,"
            + " at most "
            + NameChecks.MAX_LENGTH
            + " characters");
  }

  static Diagnostic badTableName(String pointer, String name) {
    return SpecErrorCode.BAD_NAME.at(
        pointer,
        "\"" + Words.shortened(name) + "\" is no name for a table's folder",
        "use letters, digits, _, - and ., start with a letter or digit, at most "
            + NameChecks.MAX_LENGTH
            + " characters, and no name that an operating system reserves");
  }

  static Diagnostic duplicateName(String pointer, String what, String name, String firstPlace) {
    return SpecErrorCode.DUPLICATE_NAME.at(
        pointer,
        "the name \"" + name + "\" of " + what + " is already taken by " + firstPlace,
        "rename one of them and what refers to it");
  }

  // References.

  static Diagnostic unknownRelation(String pointer, String name, Collection<String> known) {
    Diagnostic diagnostic =
        SpecErrorCode.UNKNOWN_RELATION.at(
            pointer, "there is no relation \"" + Words.shortened(name) + "\"");
    return diagnostic.withHint(
        Words.didYouMean(name, known)
            .orElse("define an input, a view or a parameter template of this name"));
  }

  static Diagnostic cycle(String pointer, List<String> cycle) {
    return SpecErrorCode.CYCLE.at(
        pointer,
        "the views read each other in a cycle: "
            + String.join(" -> ", cycle)
            + " -> "
            + cycle.get(0),
        "let one of them read something else");
  }

  static Diagnostic kindMismatch(String pointer, ViewKind given, ViewKind actual) {
    return SpecErrorCode.KIND_MISMATCH.at(
        pointer,
        "view_kind is " + given + ", but the transform is of kind " + actual,
        "write " + actual + ", or leave view_kind out");
  }

  static Diagnostic dependencyMismatch(
      String pointer, List<String> missing, List<String> superfluous) {
    StringBuilder message = new StringBuilder("view_dependencies is not what the transform reads:");
    if (!missing.isEmpty()) {
      message.append(" missing ").append(Words.list(missing));
    }
    if (!superfluous.isEmpty()) {
      message.append(missing.isEmpty() ? "" : ";").append(" superfluous ");
      message.append(Words.list(superfluous));
    }
    return SpecErrorCode.DEPENDENCY_MISMATCH.at(
        pointer,
        message.toString(),
        "list exactly the views that it reads (no inputs, no templates), or leave"
            + " view_dependencies out");
  }

  static Diagnostic noOutputs(String pointer) {
    return SpecErrorCode.NO_OUTPUTS.at(
        pointer, "the spec has no outputs, so there is nothing to do", "add an output target");
  }

  static Diagnostic outputOfInput(String pointer, String name) {
    return SpecErrorCode.NOT_A_VIEW.at(
        pointer,
        "\"" + name + "\" is an input, and an output publishes a view",
        "define a view that reads it");
  }

  static Diagnostic outputOfMetadata(String pointer, String name) {
    return SpecErrorCode.NOT_A_VIEW.at(
        pointer,
        "\"" + name + "\" is the metadata of an input, and an output publishes a view",
        "define a view that reads it");
  }

  static Diagnostic outputOfUnknown(String pointer, String name, Collection<String> views) {
    return SpecErrorCode.NOT_A_VIEW
        .at(pointer, "there is no view \"" + Words.shortened(name) + "\"")
        .withHint(Words.didYouMean(name, views).orElse("define a view of this name"));
  }

  static Diagnostic overlappingLocations(
      String pointer, String location, String how, String other) {
    return SpecErrorCode.OVERLAPPING_LOCATIONS.at(
        pointer,
        "the location \"" + Words.shortened(location) + "\" " + how + " that of " + other,
        "give the output a folder of its own");
  }

  static Diagnostic badLocation(String pointer, String location) {
    return SpecErrorCode.OVERLAPPING_LOCATIONS.at(
        pointer,
        "\"" + Words.shortened(location) + "\" cannot be a location",
        "give a path or a URI");
  }

  static Diagnostic negativeVersion(String pointer, long version) {
    return SpecErrorCode.NEGATIVE_VERSION.at(
        pointer, "there is no version " + version + " of a table", "versions start at 0");
  }

  static Diagnostic unknownMetadata(String pointer, String function) {
    return SpecErrorCode.METADATA_RELATION.at(
        pointer,
        "there is no metadata relation \"" + Words.shortened(function) + "\"",
        Words.suggestion(function, MetadataRelation.Kind.names())
            + "of an input there are "
            + Words.list(
                MetadataRelation.Kind.names().stream().map(kind -> kind + "(input)").toList()));
  }

  static Diagnostic metadataOfNoInput(
      String pointer, MetadataRelation relation, String what, Collection<String> inputs) {
    return SpecErrorCode.METADATA_RELATION.at(
        pointer,
        relation.kind()
            + " tells of the table of an input, and \""
            + Words.shortened(relation.input())
            + "\" is "
            + what,
        Words.suggestion(relation.input(), inputs)
            + "write the name of an input between the parentheses, without white space");
  }

  // Transforms.

  static Diagnostic changesOfNoInput(
      String pointer, String source, String what, Collection<String> inputs) {
    return SpecErrorCode.CHANGES_OF_A_VIEW.at(
        pointer,
        "the changes are those of an input's table, and \""
            + Words.shortened(source)
            + "\" is "
            + what,
        Words.suggestion(source, inputs)
            + "name an input; filter the changes in a view of their own");
  }

  static Diagnostic versionOrder(String pointer, long from, long to) {
    return SpecErrorCode.VERSION_ORDER.at(
        pointer,
        "from_version " + from + " comes after to_version " + to,
        "write the earlier version as from_version; both are included");
  }

  static Diagnostic joinWithoutKeys(String pointer, String left, String right) {
    return SpecErrorCode.JOIN_WITHOUT_KEYS.at(
        pointer,
        "the join of "
            + left
            + " and "
            + right
            + " has neither keys nor a span, and the join graph"
            + " has no edge between them: it would be a cartesian product",
        "add join_keys, or an edge to the join graph");
  }

  static Diagnostic ambiguousEdge(String pointer, String left, String right, int edges) {
    return SpecErrorCode.JOIN_WITHOUT_KEYS.at(
        pointer,
        "the join graph has "
            + edges
            + " edges between "
            + left
            + " and "
            + right
            + ", and the join does not say by which keys",
        "add join_keys");
  }

  static Diagnostic spanWithoutKey(String pointer) {
    return SpecErrorCode.SPAN_WITHOUT_KEY.at(
        pointer,
        "a span join without an equality key matches spans of different files",
        "add the file to join_keys, or say that it is meant: global: true in span");
  }

  static Diagnostic halfPair(String pointer) {
    return SpecErrorCode.PAIR_FORM.at(
        pointer,
        "a key start..end pairs two spans, so both sides must have exactly this form",
        "write start..end on both sides, or a column on both");
  }

  static Diagnostic pairBesideSpan(String pointer) {
    return SpecErrorCode.PAIR_FORM.at(
        pointer,
        "a join has one span predicate, and this key start..end is a second one",
        "keep one of them");
  }

  static Diagnostic keepWithoutSpan(String pointer) {
    return SpecErrorCode.KEEP_WITHOUT_SPAN.at(
        pointer,
        "keep reduces the matches of a span, and this join has none",
        "add span, or leave keep out");
  }

  static Diagnostic notTwoColumns(String pointer, int found) {
    return SpecErrorCode.TWO_COLUMNS.at(
        pointer,
        "a span has two columns, its start and its end, but " + found + " are given",
        "write [start, end]");
  }

  static Diagnostic emptyList(String pointer, String what) {
    return SpecErrorCode.EMPTY_LIST.at(pointer, what + " is empty", "give at least one");
  }

  static Diagnostic duplicateColumn(String pointer, String name, String first) {
    String message =
        name.equals(first)
            ? "the column \"" + Words.shortened(name) + "\" is given twice"
            : "the columns \"" + first + "\" and \"" + name + "\" differ only in case";
    return SpecErrorCode.DUPLICATE_COLUMN.at(pointer, message, "rename or remove one of them");
  }

  static Diagnostic repeatedSource(String pointer, String name) {
    return SpecErrorCode.REPEATED_SOURCE.at(
        pointer,
        "the union has the source \"" + name + "\" twice",
        "remove it; if its rows are meant to come twice, put a Project between");
  }

  static Diagnostic notPositive(String pointer, String field, long found, String atLeast) {
    return SpecErrorCode.NOT_POSITIVE.at(
        pointer, field + " is " + found + ", but must " + atLeast, "write 1 or more");
  }

  static Diagnostic uselessRankKey(String pointer, String column) {
    return SpecErrorCode.RANK_ORDER.at(
        pointer,
        "the rows of a partition all have the same \""
            + Words.shortened(column)
            + "\", so it does not order them",
        "remove it from order_by or from partition_by");
  }

  // The join graph, templates, profile, partitions.

  static Diagnostic keyCounts(String pointer, int left, int right) {
    return SpecErrorCode.JOIN_GRAPH.at(
        pointer,
        "keys pair up by position, but there are " + left + " left and " + right + " right ones",
        "give as many right keys as left keys");
  }

  static Diagnostic constraintRelations(
      String pointer, JoinGraph.ConstraintType type, String expected, int found) {
    return SpecErrorCode.JOIN_GRAPH.at(
        pointer,
        "a constraint of type " + type + " is about " + expected + ", but " + found + " are given",
        type == JoinGraph.ConstraintType.foreign_key
            ? "name the referring relation, then the referred one"
            : "write one constraint per relation");
  }

  static Diagnostic predicateOrColumn(String pointer, String found) {
    return SpecErrorCode.TEMPLATE.at(
        pointer,
        "a template has either a predicate or a filter_column, but " + found + " given",
        "give exactly one of the two");
  }

  static Diagnostic oneParameter(String pointer, int found) {
    return SpecErrorCode.TEMPLATE.at(
        pointer,
        "a template with filter_column needs exactly one parameter, but has " + found,
        "give the one that the column must equal, or write a predicate");
  }

  static Diagnostic duplicateParameter(String pointer, String name) {
    return SpecErrorCode.TEMPLATE.at(
        pointer, "the parameter \"" + name + "\" is given twice", "rename or remove one of them");
  }

  static Diagnostic partitionNotPublished(String pointer, String column) {
    return SpecErrorCode.PARTITION.at(
        pointer,
        "the table is partitioned by \"" + column + "\", which is not among its columns",
        "add it to columns, or remove it from partition_by");
  }

  static Diagnostic onlyPartitions(String pointer) {
    return SpecErrorCode.PARTITION.at(
        pointer,
        "the table is partitioned by all of its columns, so nothing is left for its files",
        "partition by fewer columns");
  }

  // Warnings.

  static Diagnostic unusedView(String pointer, String name, List<String> consumers) {
    String why =
        consumers.isEmpty()
            ? "nothing reads it"
            : "only " + Words.list(consumers) + " read it," + " and they lead to no output";
    return SpecErrorCode.UNUSED_VIEW
        .at(pointer, "the view \"" + name + "\" is not used: " + why, "publish it, or remove it")
        .asWarning();
  }

  static Diagnostic unusedInput(String pointer, String name) {
    return SpecErrorCode.UNUSED_INPUT
        .at(pointer, "the input \"" + name + "\" is not used: no output needs it", "remove it")
        .asWarning();
  }
}
