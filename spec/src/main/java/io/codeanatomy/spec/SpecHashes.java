// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The hashes of a spec: one for every view, and one for the whole.
 *
 * <p>A <b>view hash</b> says what is computed, down to the inputs: it covers the transform and the
 * hashes of what the transform reads. Two views with equal hashes have equal rows on equal inputs.
 * A name counts only where it shows in the rows. The <b>spec hash</b> says what the spec as a whole
 * asks for. Neither depends on how the document is written.
 *
 * <table>
 * <caption>What the hashes cover</caption>
 * <tr><th>part of the spec</th><th>view hash</th><th>spec hash</th></tr>
 * <tr><td>version</td><td>no</td><td>yes</td></tr>
 * <tr><td>name, description</td><td>no</td><td>no: for people</td></tr>
 * <tr><td>input: logical_name, requires_lineage</td><td>yes: the latter adds a column</td><td>yes</td></tr>
 * <tr><td>input: delta_location, version_pin</td><td>no</td><td>no: which version of which table is
 *   read is a fact of the run, and the envelope's</td></tr>
 * <tr><td>metadata of an input: function, logical_name</td><td>yes</td><td>as part of views</td></tr>
 * <tr><td>view: name</td><td>of a Normalize only: it is a part of entity_id</td><td>yes</td></tr>
 * <tr><td>names of what a view reads</td><td>of a Union with a discriminator only: the column holds
 *   them</td><td>yes, as the names of those views</td></tr>
 * <tr><td>view: view_kind, view_dependencies</td><td>no</td><td>no: they repeat the transform</td></tr>
 * <tr><td>view: transform, output_schema</td><td>yes; join keys as they are resolved, be they
 *   written, in the pair form, or from the join graph</td><td>yes</td></tr>
 * <tr><td>join_graph</td><td>the keys of an edge, where a join takes them</td><td>yes</td></tr>
 * <tr><td>output: table_name, source_view, columns, materialization_mode, partition_by</td><td>no</td>
 *   <td>yes</td></tr>
 * <tr><td>output: delta_location, write_metadata</td><td>no</td><td>no</td></tr>
 * <tr><td>rule_intents, rulepack_profile</td><td>no: they may refuse a run, not change a row</td>
 *   <td>yes</td></tr>
 * <tr><td>template: name</td><td>no</td><td>yes</td></tr>
 * <tr><td>template: base_table, predicate, filter_column, parameters</td><td>yes, with the defaults;
 *   never the values of a run</td><td>yes</td></tr>
 * </table>
 *
 * <p>The order of inputs, views, outputs, templates and constraints in the document does not
 * matter, as each has a name; every other order does.
 */
public final class SpecHashes {

  private static final Set<String> REPEATED_IN_VIEW = Set.of("source", "left", "right", "sources");
  private static final Set<String> NOT_OF_INPUT = Set.of("delta_location", "version_pin");
  private static final Set<String> NOT_OF_OUTPUT = Set.of("delta_location", "write_metadata");
  private static final Set<String> NOT_OF_TEMPLATE = Set.of("name", "base_table");

  private final Spec spec;
  private final Map<String, String> relationHashes = new LinkedHashMap<>();
  private final String specHash;

  private SpecHashes(Spec spec) {
    this.spec = spec;
    for (InputRelation input : spec.inputRelations()) {
      relationHashes.put(input.logicalName(), inputHash(input));
      for (MetadataRelation.Kind kind : MetadataRelation.Kind.values()) {
        MetadataRelation metadata = new MetadataRelation(kind, input.logicalName());
        relationHashes.put(metadata.name(), metadataHash(metadata));
      }
    }
    Map<String, ViewDefinition> views = new LinkedHashMap<>();
    spec.viewDefinitions().forEach(view -> views.put(view.name(), view));
    Map<String, ParameterTemplate> templates = new LinkedHashMap<>();
    spec.parameterTemplates().forEach(template -> templates.put(template.name(), template));
    for (String name : ViewGraph.of(spec).topologicalOrder()) {
      ViewDefinition view = views.get(name);
      ParameterTemplate template = templates.get(name);
      if (view != null) {
        relationHashes.put(name, viewHash(view));
      } else if (template != null) {
        relationHashes.put(name, templateHash(template));
      }
    }
    this.specHash = hashOfSpec();
  }

  /**
   * The hashes of a spec.
   *
   * @param spec a spec without errors, see {@link SpecValidator}
   */
  public static SpecHashes of(Spec spec) {
    return new SpecHashes(spec);
  }

  /** The hash of the whole: 64 lower-case hexadecimal digits. */
  public String specHash() {
    return specHash;
  }

  /**
   * The hash of a view or a parameter template.
   *
   * @throws IllegalArgumentException if the spec has neither of this name
   */
  public String viewHash(String name) {
    String hash = viewHashes().get(name);
    if (hash == null) {
      throw new IllegalArgumentException("the spec has no view \"" + name + "\"");
    }
    return hash;
  }

  /** The hashes of all views and parameter templates by name, in the order of the spec. */
  public Map<String, String> viewHashes() {
    Map<String, String> hashes = new LinkedHashMap<>();
    spec.viewDefinitions().forEach(view -> hashes.put(view.name(), hash(view.name())));
    spec.parameterTemplates().forEach(view -> hashes.put(view.name(), hash(view.name())));
    return Collections.unmodifiableMap(hashes);
  }

  private String hash(String relation) {
    String hash = relationHashes.get(relation);
    if (hash == null) {
      throw new IllegalStateException("the spec reads an unknown relation \"" + relation + "\"");
    }
    return hash;
  }

  private static String inputHash(InputRelation input) {
    return HashBuilder.ofDomain("input").text("input", CanonicalJson.of(input, NOT_OF_INPUT)).hex();
  }

  private static String metadataHash(MetadataRelation relation) {
    return HashBuilder.ofDomain("metadata")
        .text("kind", relation.kind().name())
        .text("input", relation.input())
        .hex();
  }

  private String viewHash(ViewDefinition view) {
    ViewTransform transform = resolved(view.transform());
    HashBuilder builder =
        HashBuilder.ofDomain("view")
            .text("transform", CanonicalJson.of(transform, REPEATED_IN_VIEW))
            .text("name", nameInRows(view))
            .texts("source_names", sourceNamesInRows(transform))
            .text("output_schema", view.outputSchema().map(s -> CanonicalJson.of(s, Set.of())));
    builder.integer("sources", transform.sources().size());
    transform.sources().forEach(source -> builder.hash("source", hash(source)));
    return builder.hex();
  }

  private static Optional<String> nameInRows(ViewDefinition view) {
    return view.transform() instanceof ViewTransform.Normalize
        ? Optional.of(view.name())
        : Optional.empty();
  }

  private static List<String> sourceNamesInRows(ViewTransform transform) {
    return transform instanceof ViewTransform.Union union && union.discriminatorColumn().isPresent()
        ? union.sources()
        : List.of();
  }

  /** Joins that mean the same, by whatever form of their keys, become the same. */
  private ViewTransform resolved(ViewTransform transform) {
    if (!(transform instanceof ViewTransform.Relate relate)) {
      return transform;
    }
    List<JoinKey> keys = new ArrayList<>(relate.equalityKeys());
    if (relate.joinKeys().isEmpty() && relate.span().isEmpty()) {
      spec.joinGraph().edgesBetween(relate.left(), relate.right()).stream()
          .findFirst()
          .ifPresent(edge -> keys.addAll(edge.joinKeys()));
    }
    return new ViewTransform.Relate(
        relate.left(),
        relate.right(),
        relate.joinType(),
        keys,
        relate.resolvedSpan(),
        relate.keep(),
        relate.select());
  }

  private String templateHash(ParameterTemplate template) {
    return HashBuilder.ofDomain("template")
        .text("template", CanonicalJson.of(template, NOT_OF_TEMPLATE))
        .hash("base", hash(template.baseTable()))
        .hex();
  }

  private String hashOfSpec() {
    HashBuilder builder = HashBuilder.ofDomain("spec").integer("version", spec.version());
    named(
        builder, "input", spec.inputRelations().stream().map(InputRelation::logicalName).toList());
    named(builder, "view", spec.viewDefinitions().stream().map(ViewDefinition::name).toList());
    named(
        builder,
        "template",
        spec.parameterTemplates().stream().map(ParameterTemplate::name).toList());
    JoinGraph joinGraph =
        new JoinGraph(
            spec.joinGraph().edges(),
            sorted(
                spec.joinGraph().constraints(), Comparator.comparing(JoinGraph.Constraint::name)));
    builder.text("join_graph", CanonicalJson.of(joinGraph, Set.of()));
    List<OutputTarget> outputs =
        sorted(spec.outputTargets(), Comparator.comparing(OutputTarget::tableName));
    builder.texts("outputs", texts(outputs, NOT_OF_OUTPUT));
    outputs.forEach(output -> builder.hash("source_view", hash(output.sourceView())));
    return builder
        .texts("rule_intents", texts(spec.ruleIntents(), Set.of()))
        .text("rulepack_profile", spec.rulepackProfile().name())
        .hex();
  }

  private void named(HashBuilder builder, String what, List<String> names) {
    builder.integer(what + "s", names.size());
    for (String name : sorted(names, Comparator.naturalOrder())) {
      builder.text(what, name).hash("hash", hash(name));
    }
  }

  private static List<String> texts(List<?> records, Set<String> without) {
    return records.stream().map(record -> CanonicalJson.of(record, without)).toList();
  }

  private static <T> List<T> sorted(List<T> values, Comparator<T> order) {
    return values.stream().sorted(order).toList();
  }
}
