// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.plan.LogicalPlan;
import io.codeanatomy.engine.plan.LogicalPlanner;
import io.codeanatomy.engine.schema.RelationSchema;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.SpecValidator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The row types of a spec's relations, whether an output needs them or not. */
final class ViewSchemas {

  private final Run run;
  private final DeltaStore store;

  ViewSchemas(Run run, DeltaStore store) {
    this.run = run;
    this.store = store;
  }

  /** Inputs, then views and templates, each after what it reads; by name. */
  Map<String, RelationSchema> all() {
    List<Diagnostic> found = SpecValidator.validate(run.document());
    if (found.stream().anyMatch(Diagnostic::isError)) {
      throw new DiagnosticException(found);
    }
    BoundSources sources = BoundSources.bind(run, store, new ArrayList<>());
    LogicalPlan plan =
        LogicalPlanner.plan(
            run.document().spec(), sources.schemas(), sources.changesOfViews(), List.of());
    Map<String, RelationSchema> schemas = new LinkedHashMap<>();
    sources
        .inputs()
        .forEach(input -> schemas.put(input.name(), schema(input.name(), input.schema())));
    plan.views().forEach((name, view) -> schemas.put(name, schema(name, view.schema())));
    return schemas;
  }

  private static RelationSchema schema(String name, Schema rowType) {
    return new RelationSchema(name, rowType, Optional.empty());
  }

  /** One of them. */
  RelationSchema of(String relation) {
    Map<String, RelationSchema> all = all();
    RelationSchema schema = all.get(relation);
    if (schema == null) {
      throw new DiagnosticException(RunErrors.unknownRelation(relation, all.keySet()));
    }
    return schema;
  }
}
