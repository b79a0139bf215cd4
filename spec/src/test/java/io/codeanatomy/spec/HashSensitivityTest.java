// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Changes every component of every record of a spec, one at a time, and compares the hashes that
 * move with a table. A component that the table does not know fails the test: whoever adds one
 * decides here what it means for the hashes.
 */
class HashSensitivityTest {

  /** Which hashes a change moves. */
  private enum Moves {
    NOTHING,
    SPEC,
    SPEC_AND_VIEW,
    /** References: the changed spec would name something else; checked by name below. */
    REFERENCE
  }

  private static final Map<String, Moves> DECISIONS = decisions();

  private static Map<String, Moves> decisions() {
    Map<String, Moves> table = new TreeMap<>();
    String text =
        """
        Spec.version SPEC
        Spec.name NOTHING
        Spec.description NOTHING
        Spec.rulepackProfile SPEC
        InputRelation.logicalName REFERENCE
        InputRelation.deltaLocation NOTHING
        InputRelation.requiresLineage SPEC_AND_VIEW
        InputRelation.versionPin NOTHING
        ViewDefinition.name REFERENCE
        ViewDefinition.viewKind NOTHING
        ViewDefinition.viewDependencies NOTHING
        ViewDefinition.outputSchema SPEC_AND_VIEW
        ViewDefinition.description NOTHING
        ColumnContract.name SPEC_AND_VIEW
        ColumnContract.type SPEC_AND_VIEW
        ColumnContract.nullable SPEC_AND_VIEW
        Normalize.source REFERENCE
        Normalize.idColumns SPEC_AND_VIEW
        Normalize.spanColumns SPEC_AND_VIEW
        Normalize.textColumns SPEC_AND_VIEW
        Relate.left REFERENCE
        Relate.right REFERENCE
        Relate.joinType SPEC_AND_VIEW
        Relate.joinKeys SPEC_AND_VIEW
        Relate.span SPEC_AND_VIEW
        Relate.keep SPEC_AND_VIEW
        Relate.select SPEC_AND_VIEW
        JoinKey.leftKey SPEC_AND_VIEW
        JoinKey.rightKey SPEC_AND_VIEW
        SpanPredicate.predicate SPEC_AND_VIEW
        SpanPredicate.left SPEC_AND_VIEW
        SpanPredicate.right SPEC_AND_VIEW
        SpanPredicate.tie SPEC_AND_VIEW
        SpanPredicate.global SPEC_AND_VIEW
        First.first SPEC_AND_VIEW
        First.orderBy SPEC_AND_VIEW
        OrderKey.column SPEC_AND_VIEW
        OrderKey.direction SPEC_AND_VIEW
        Column.name SPEC_AND_VIEW
        Computed.expr SPEC_AND_VIEW
        Computed.as SPEC_AND_VIEW
        Union.sources REFERENCE
        Union.discriminatorColumn SPEC_AND_VIEW
        Union.distinct SPEC_AND_VIEW
        Project.source REFERENCE
        Project.columns SPEC_AND_VIEW
        Filter.source REFERENCE
        Filter.predicate SPEC_AND_VIEW
        Aggregate.source REFERENCE
        Aggregate.groupBy SPEC_AND_VIEW
        Aggregate.aggregations SPEC_AND_VIEW
        Changes.source REFERENCE
        Changes.fromVersion SPEC_AND_VIEW
        Changes.toVersion SPEC_AND_VIEW
        Aggregation.function SPEC_AND_VIEW
        Aggregation.column SPEC_AND_VIEW
        Aggregation.alias SPEC_AND_VIEW
        Aggregation.orderBy SPEC_AND_VIEW
        Aggregation.filter SPEC_AND_VIEW
        Aggregation.distinct SPEC_AND_VIEW
        Unnest.source REFERENCE
        Unnest.column SPEC_AND_VIEW
        Unnest.as SPEC_AND_VIEW
        Unnest.ordinality SPEC_AND_VIEW
        Rank.source REFERENCE
        Rank.partitionBy SPEC_AND_VIEW
        Rank.orderBy SPEC_AND_VIEW
        Rank.keep SPEC_AND_VIEW
        Rank.rankColumn SPEC_AND_VIEW
        Closure.source REFERENCE
        Closure.from SPEC_AND_VIEW
        Closure.to SPEC_AND_VIEW
        Closure.depthColumn SPEC_AND_VIEW
        Closure.maxDepth SPEC_AND_VIEW
        Edge.leftRelation SPEC_AND_VIEW
        Edge.rightRelation SPEC_AND_VIEW
        Edge.joinType SPEC
        Edge.leftKeys SPEC_AND_VIEW
        Edge.rightKeys SPEC_AND_VIEW
        Constraint.name SPEC
        Constraint.constraintType SPEC
        Constraint.relations SPEC
        Constraint.columns SPEC
        OutputTarget.tableName SPEC
        OutputTarget.sourceView REFERENCE
        OutputTarget.columns SPEC
        OutputTarget.materializationMode SPEC
        OutputTarget.deltaLocation NOTHING
        OutputTarget.partitionBy SPEC
        OutputTarget.writeMetadata NOTHING
        RuleIntent.name SPEC
        RuleIntent.intentClass SPEC
        RuleIntent.params SPEC
        ParameterTemplate.name REFERENCE
        ParameterTemplate.baseTable REFERENCE
        ParameterTemplate.predicate SPEC_AND_VIEW
        ParameterTemplate.filterColumn SPEC_AND_VIEW
        ParameterTemplate.parameters SPEC_AND_VIEW
        Parameter.name SPEC_AND_VIEW
        Parameter.type SPEC_AND_VIEW
        Parameter.defaultValue SPEC_AND_VIEW
        """;
    text.lines()
        .forEach(
            line -> {
              int blank = line.indexOf(' ');
              table.put(line.substring(0, blank), Moves.valueOf(line.substring(blank + 1)));
            });
    return table;
  }

  /** A component of one record of a spec, and the spec with only this component changed. */
  private record Change(String component, Spec spec) {}

  @Test
  void everyComponentMovesTheHashesThatTheTableSays() {
    Spec spec = Documents.graph().spec();
    SpecHashes before = SpecHashes.of(spec);
    Set<String> met = new TreeSet<>();
    for (Change change : changes(spec)) {
      met.add(change.component());
      Moves decision = DECISIONS.get(change.component());
      assertThat(decision)
          .as("%s is new: decide which hashes it moves", change.component())
          .isNotNull();
      if (decision == Moves.REFERENCE) {
        continue;
      }
      SpecHashes after = SpecHashes.of(change.spec());
      boolean specMoved = !before.specHash().equals(after.specHash());
      boolean viewMoved = !before.viewHashes().equals(after.viewHashes());
      Moves moved = viewMoved ? Moves.SPEC_AND_VIEW : specMoved ? Moves.SPEC : Moves.NOTHING;
      assertThat(moved).as("what a change of %s moves", change.component()).isEqualTo(decision);
      assertThat(specMoved || !viewMoved).as("a view hash is part of the spec hash").isTrue();
    }
    Set<String> unmet = new TreeSet<>(DECISIONS.keySet());
    unmet.removeAll(met);
    assertThat(unmet).as("the table holds what the example spec does not have").isEmpty();
  }

  @Test
  void everyComponentOfEveryRecordHasADecision() {
    Set<String> components = new TreeSet<>();
    collect((Shape.Fields) Shapes.spec(), components);
    Set<String> lists =
        Set.of(
            "Spec.inputRelations",
            "Spec.viewDefinitions",
            "Spec.joinGraph",
            "Spec.outputTargets",
            "Spec.ruleIntents",
            "Spec.parameterTemplates",
            "ViewDefinition.transform",
            "JoinGraph.edges",
            "JoinGraph.constraints");
    components.removeAll(lists);
    assertThat(DECISIONS.keySet()).containsExactlyElementsOf(components);
  }

  @Test
  void namesCountWhereTheyShowInTheRows() {
    String before = Documents.text("good/graph.yaml");
    assertThat(moved(before, before.replace("both", "either")))
        .as("a union with a discriminator, renamed: its rows are the same")
        .isEmpty();
    assertThat(moved(before, before.replaceAll("\\bonly_refs\\b", "refs_alone")))
        .as("a filter, renamed")
        .isEmpty();
    assertThat(moved(before, before.replaceAll("\\bfiles\\b", "documents")))
        .as("an input, renamed: it may be bound to something else")
        .containsExactly("refs_of_files");
    assertThat(moved(before, before.replaceAll("\\bmember\\b", "child")))
        .as("a Normalize, renamed: its name is a part of the identity")
        .contains("ref_in_member", "pairs", "both", "slim", "counts", "by_name")
        .doesNotContain("ref", "by_id");
  }

  @Test
  void whatIsReadMovesWhatReadsIt() {
    String before = Documents.text("good/graph.yaml");
    assertThat(moved(before, before.replace("source: slim", "source: both")))
        .containsExactly("only_refs", "counts", "ids");
    assertThat(moved(before, before.replace("left: ref\n", "left: both\n")))
        .containsExactly("ref_in_member");
    assertThat(moved(before, before.replace("sources: [ref, member]", "sources: [member, ref]")))
        .containsExactly("both", "slim", "only_refs", "counts", "ids");
    assertThat(moved(before, before.replace("base_table: refs", "base_table: files")))
        .containsExactly("by_id");
    assertThat(specHash(before.replace("source_view: pairs", "source_view: both")))
        .isNotEqualTo(specHash(before));
  }

  /** The views of the same place in both specs whose hashes differ. */
  private static List<String> moved(String before, String after) {
    assertThat(after).as("the change").isNotEqualTo(before);
    Map<String, String> old = viewHashes(before);
    List<String> hashes = List.copyOf(viewHashes(after).values());
    List<String> moved = new ArrayList<>();
    int i = 0;
    for (Map.Entry<String, String> view : old.entrySet()) {
      if (!view.getValue().equals(hashes.get(i++))) {
        moved.add(view.getKey());
      }
    }
    return moved;
  }

  private static Map<String, String> viewHashes(String text) {
    return SpecHashes.of(SpecDocument.parse(text, Optional.empty()).spec()).viewHashes();
  }

  private static String specHash(String text) {
    return SpecHashes.of(SpecDocument.parse(text, Optional.empty()).spec()).specHash();
  }

  private static void collect(Shape shape, Set<String> components) {
    if (shape instanceof Shape.Fields fields) {
      for (RecordComponent component : fields.type().getRecordComponents()) {
        components.add(fields.type().getSimpleName() + "." + component.getName());
      }
      fields.fields().forEach(field -> collect(field.shape(), components));
    } else if (shape instanceof Shape.Items items) {
      collect(items.item(), components);
    } else if (shape instanceof Shape.Tagged tagged) {
      tagged.kinds().values().forEach(kind -> collect(kind, components));
    } else if (shape instanceof Shape.Forms forms) {
      forms.words().values().forEach(word -> collect(word, components));
      forms.text().ifPresent(text -> collect(text, components));
      collect(forms.object(), components);
    }
  }

  private static List<Change> changes(Spec spec) {
    List<Change> changes = new ArrayList<>();
    variants(spec)
        .forEach(
            (component, specs) ->
                specs.forEach(changed -> changes.add(new Change(component, (Spec) changed))));
    return changes;
  }

  /** All records that differ from one in a single component of it, or of a record in it. */
  private static Map<String, List<Object>> variants(Record record) {
    Map<String, List<Object>> variants = new LinkedHashMap<>();
    RecordComponent[] components = record.getClass().getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      int index = i;
      Object value = read(record, components[i]);
      String name = record.getClass().getSimpleName() + "." + components[i].getName();
      boolean holdsRecords = !nested(value).isEmpty();
      nested(value)
          .forEach(
              (component, values) ->
                  values.forEach(
                      changed ->
                          add(variants, component, with(record, components, index, changed))));
      boolean structural =
          record instanceof Spec || record instanceof JoinGraph || record instanceof ViewDefinition;
      if (!holdsRecords || !structural || components[i].getType() == Optional.class) {
        Object changed = changed(value, components[i]);
        if (!(value instanceof List<?> list && list.isEmpty() && changed == value)) {
          add(variants, name, with(record, components, i, changed));
        }
      }
    }
    return variants;
  }

  private static void add(Map<String, List<Object>> variants, String component, Object record) {
    variants.computeIfAbsent(component, absent -> new ArrayList<>()).add(record);
  }

  /** The variants of the records inside a value, as values of the same kind. */
  private static Map<String, List<Object>> nested(Object value) {
    Map<String, List<Object>> variants = new LinkedHashMap<>();
    if (value instanceof Record record) {
      variants.putAll(variants(record));
    } else if (value instanceof Optional<?> optional && optional.isPresent()) {
      nested(optional.get())
          .forEach(
              (component, values) ->
                  values.forEach(changed -> add(variants, component, Optional.of(changed))));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        int index = i;
        nested(list.get(i))
            .forEach(
                (component, values) ->
                    values.forEach(
                        changed -> {
                          List<Object> copy = new ArrayList<>(list);
                          copy.set(index, changed);
                          add(variants, component, copy);
                        }));
      }
    }
    return variants;
  }

  private static Object changed(Object value, RecordComponent component) {
    if (value instanceof String text) {
      return text + "x";
    } else if (value instanceof Boolean bool) {
      return !bool;
    } else if (value instanceof Integer number) {
      return number + 1;
    } else if (value instanceof Long number) {
      return number + 1;
    } else if (value instanceof BigDecimal number) {
      return number.add(BigDecimal.ONE);
    } else if (value instanceof Enum<?> word) {
      return Arrays.stream(word.getDeclaringClass().getEnumConstants())
          .filter(other -> other != word)
          .findFirst()
          .orElseThrow();
    } else if (value instanceof Optional<?> optional) {
      return optional.isPresent() ? Optional.empty() : present(component);
    } else if (value instanceof List<?> list) {
      return list.isEmpty() ? filled(component) : changedList(list);
    } else if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>(map);
      copy.put("added", "x");
      return copy;
    } else if (value instanceof Keep keep) {
      return keep instanceof Keep.All ? new Keep.Outermost() : new Keep.All();
    }
    return value;
  }

  private static List<?> changedList(List<?> list) {
    List<Object> copy = new ArrayList<>(list);
    Object last = copy.remove(copy.size() - 1);
    if (last instanceof String text) {
      copy.add(text + "x");
    }
    return copy;
  }

  private static Object present(RecordComponent component) {
    String type = component.getGenericType().getTypeName();
    if (type.contains("Long")) {
      return Optional.of(3L);
    } else if (type.contains("ViewKind")) {
      return Optional.of(ViewKind.Filter);
    } else if (type.contains("ColumnContract")) {
      return Optional.of(List.of(new ColumnContract("a", "bigint", true)));
    } else if (type.contains("List")) {
      return Optional.of(List.of("a", "b"));
    } else if (type.contains("SpanPredicate")) {
      return Optional.of(
          new SpanPredicate(
              SpanPredicate.Relation.overlaps,
              List.of("a", "b"),
              List.of("c", "d"),
              List.of(),
              true));
    }
    return Optional.of("x");
  }

  private static Object filled(RecordComponent component) {
    String type = component.getGenericType().getTypeName();
    if (type.contains("OrderKey")) {
      return List.of(new OrderKey("a", OrderKey.Direction.asc));
    } else if (type.contains("JoinKey")) {
      return List.of(new JoinKey("a", "b"));
    } else if (type.contains("Projection")) {
      return List.of(new Projection.Column("a"));
    } else if (type.contains("String")) {
      return List.of("a");
    }
    throw new AssertionError("the test has no value for " + component);
  }

  private static Object read(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static Object with(
      Record record, RecordComponent[] components, int index, Object changed) {
    Object[] values = Arrays.stream(components).map(component -> read(record, component)).toArray();
    values[index] = changed;
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return record.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
