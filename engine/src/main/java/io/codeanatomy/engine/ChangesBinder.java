// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.DeltaException;
import io.codeanatomy.delta.TableChanges;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.ViewDefinition;
import io.codeanatomy.spec.ViewTransform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Binds every Changes view of a spec to the files that its changes are told in. */
final class ChangesBinder {

  private final Spec spec;
  private final Map<String, BoundInput> inputs = new LinkedHashMap<>();
  private final List<Diagnostic> warnings;
  private final List<Diagnostic> faults = new ArrayList<>();

  ChangesBinder(Spec spec, List<BoundInput> inputs, List<Diagnostic> warnings) {
    this.spec = spec;
    inputs.forEach(input -> this.inputs.put(input.name(), input));
    this.warnings = warnings;
  }

  /**
   * Binds all Changes views; reads the logs, and sees that the files are there.
   *
   * @return the changes in the order of the views
   * @throws DiagnosticException naming every view that cannot be bound
   */
  List<BoundChanges> bind() {
    List<BoundChanges> bound = new ArrayList<>();
    for (int v = 0; v < spec.viewDefinitions().size(); v++) {
      ViewDefinition view = spec.viewDefinitions().get(v);
      if (view.transform() instanceof ViewTransform.Changes changes) {
        bind("/view_definitions/" + v + "/transform", view.name(), changes, bound);
      }
    }
    if (!faults.isEmpty()) {
      throw new DiagnosticException(faults);
    }
    return List.copyOf(bound);
  }

  private void bind(
      String pointer, String view, ViewTransform.Changes changes, List<BoundChanges> bound) {
    BoundInput input = Objects.requireNonNull(inputs.get(changes.source()));
    long last = input.snapshot().version();
    long to = changes.toVersion().orElse(last);
    if (to > last) {
      faults.add(RunErrors.changesBeyond(pointer + "/to_version", input.name(), to, last));
      return;
    }
    if (changes.fromVersion() > to) {
      faults.add(
          RunErrors.changesBeyond(
              pointer + "/from_version", input.name(), changes.fromVersion(), last));
      return;
    }
    try {
      TableChanges found = input.snapshot().changes(changes.fromVersion(), to);
      if (found.form() == TableChanges.Form.FILE_DIFFERENCE) {
        warnings.add(RunErrors.noChangeDataFeed(pointer, view, input.name(), found));
      }
      bound.add(new BoundChanges(view, input, found));
    } catch (DeltaException e) {
      faults.add(RunErrors.changes(pointer, view, input.name(), e));
    }
  }
}
