// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.DeltaException;
import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.InputRelation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Binds every input relation of a spec to one snapshot of a Delta table. */
final class InputBinder {

  private final DeltaStore store;
  private final Run run;

  InputBinder(DeltaStore store, Run run) {
    this.store = store;
    this.run = run;
  }

  /**
   * Binds all inputs; the logs are read in parallel.
   *
   * @return the inputs in the order of their names
   * @throws DiagnosticException naming every input that cannot be bound
   */
  List<BoundInput> bind() {
    List<InputRelation> relations = run.document().spec().inputRelations();
    List<String> names = relations.stream().map(InputRelation::logicalName).toList();
    List<Diagnostic> faults = new ArrayList<>();
    run.inputLocations().keySet().stream()
        .filter(name -> !names.contains(name))
        .forEach(name -> faults.add(RunErrors.unknownInput(name, names)));
    List<Binding> bindings =
        IntStream.range(0, relations.size())
            .parallel()
            .mapToObj(i -> bind(i, relations.get(i)))
            .toList();
    bindings.forEach(binding -> binding.fault().ifPresent(faults::add));
    if (!faults.isEmpty()) {
      throw new DiagnosticException(faults);
    }
    Map<String, BoundInput> byName = new TreeMap<>();
    bindings.forEach(
        binding ->
            byName.put(
                binding.relation().logicalName(),
                new BoundInput(binding.relation(), binding.snapshot().orElseThrow())));
    return List.copyOf(byName.values());
  }

  private Binding bind(int index, InputRelation relation) {
    Path location = location(relation);
    try {
      Snapshot snapshot =
          relation.versionPin().isPresent()
              ? store.at(location, relation.versionPin().get())
              : store.latest(location);
      return new Binding(relation, Optional.of(snapshot), Optional.empty());
    } catch (DeltaException e) {
      String field =
          e.reason() == DeltaException.Reason.VERSION_NOT_FOUND
              ? "/version_pin"
              : "/delta_location";
      return new Binding(
          relation,
          Optional.empty(),
          Optional.of(
              RunErrors.input("/input_relations/" + index + field, relation.logicalName(), e)));
    }
  }

  private Path location(InputRelation relation) {
    Path given = run.inputLocations().get(relation.logicalName());
    if (given != null) {
      return given.toAbsolutePath().normalize();
    }
    return run.inputsFolder()
        .map(folder -> folder.resolve(relation.logicalName()))
        .orElseGet(() -> SpecFolder.of(run).resolve(relation.deltaLocation()))
        .toAbsolutePath()
        .normalize();
  }

  private record Binding(
      InputRelation relation, Optional<Snapshot> snapshot, Optional<Diagnostic> fault) {

    Binding {
      Objects.requireNonNull(relation);
    }
  }
}
