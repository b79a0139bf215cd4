// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.ExecutionSession;
import io.codeanatomy.engine.plan.ChangesRelation;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.Spec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run reads that is no view: input relations, and what is read of their tables besides the
 * rows.
 */
record BoundSources(
    List<BoundInput> inputs, List<BoundChanges> changes, List<BoundMetadata> metadata) {

  BoundSources {
    inputs = List.copyOf(inputs);
    changes = List.copyOf(changes);
    metadata = List.copyOf(metadata);
  }

  /**
   * Binds everything that a spec reads; the logs of the tables are read.
   *
   * @throws DiagnosticException naming everything that cannot be bound
   */
  static BoundSources bind(Run run, DeltaStore store, List<Diagnostic> warnings) {
    Spec spec = run.document().spec();
    List<BoundInput> inputs = new InputBinder(store, run).bind();
    return new BoundSources(
        inputs, new ChangesBinder(spec, inputs, warnings).bind(), BoundMetadata.of(spec, inputs));
  }

  /** The row types of all relations by name. */
  Map<String, Schema> schemas() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    inputs.forEach(input -> schemas.put(input.name(), input.schema()));
    changes.forEach(bound -> schemas.put(bound.relation(), bound.schema()));
    metadata.forEach(relation -> schemas.put(relation.name(), relation.schema()));
    return schemas;
  }

  /** What every Changes view reads, by the view's name. */
  Map<String, ChangesRelation> changesOfViews() {
    Map<String, ChangesRelation> relations = new LinkedHashMap<>();
    changes.forEach(bound -> relations.put(bound.view(), bound.plan()));
    return relations;
  }

  /** The files of the changes that are read, by relation. */
  Map<String, List<ScanFile>> changeFiles(Set<String> read) {
    Map<String, List<ScanFile>> files = new LinkedHashMap<>();
    changesRead(read).forEach((relation, bound) -> files.put(relation, bound.scanFiles()));
    return files;
  }

  /** Makes the changes and the metadata that are read known to an execution engine. */
  void bindDerived(Set<String> read, ExecutionSession session) {
    changesRead(read)
        .forEach(
            (relation, bound) ->
                session.bindChanges(relation, bound.snapshot(), bound.changes().files()));
    metadata.stream()
        .filter(relation -> read.contains(relation.name()))
        .forEach(relation -> session.bindRows(relation.name(), relation.schema(), relation.rows()));
  }

  /** What the rows of changes and metadata depend on besides the versions of the inputs. */
  Map<String, String> provenance() {
    Map<String, String> provenance = new LinkedHashMap<>();
    changes.forEach(bound -> provenance.put(bound.relation(), bound.provenance()));
    metadata.forEach(relation -> provenance.put(relation.name(), relation.provenance()));
    return provenance;
  }

  /** Several views may read the same changes. */
  private Map<String, BoundChanges> changesRead(Set<String> read) {
    Map<String, BoundChanges> relations = new LinkedHashMap<>();
    changes.stream()
        .filter(bound -> read.contains(bound.relation()))
        .forEach(bound -> relations.putIfAbsent(bound.relation(), bound));
    return relations;
  }
}
