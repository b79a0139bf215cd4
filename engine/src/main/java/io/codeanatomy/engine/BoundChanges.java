// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.ChangeFile;
import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.delta.TableChanges;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.plan.ChangesCompiler;
import io.codeanatomy.engine.plan.ChangesRelation;
import java.util.List;
import java.util.stream.Collectors;

/** A Changes view with the changes that the whole run reads. */
record BoundChanges(String view, BoundInput input, TableChanges changes) {

  /** The relation that the view reads; the same for all views of the same changes. */
  String relation() {
    return "changes(%s, %d, %d)"
        .formatted(input.name(), changes.fromVersion(), changes.toVersion());
  }

  ChangesRelation plan() {
    return new ChangesRelation(
        relation(),
        switch (changes.form()) {
          case CHANGE_DATA_FEED -> ChangesRelation.Rows.CHANGES;
          case FILE_DIFFERENCE -> ChangesRelation.Rows.OF_ONE_SIDE;
        });
  }

  Schema schema() {
    return ChangesCompiler.schema(snapshot().schema());
  }

  Snapshot snapshot() {
    return input.snapshot();
  }

  /** The files of the changed rows; a file is there as often as it was changed. */
  List<ScanFile> scanFiles() {
    return changes.files().stream().map(ChangeFile::file).toList();
  }

  /** What the rows depend on besides the version of the input: file times, above all. */
  String provenance() {
    return changes.timestamps().entrySet().stream()
        .map(commit -> commit.getKey() + "=" + commit.getValue())
        .collect(Collectors.joining(" ", changes.form() + " ", ""));
  }
}
