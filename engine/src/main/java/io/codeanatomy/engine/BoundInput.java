// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.ExecutionSession;
import io.codeanatomy.engine.schema.SchemaHash;
import io.codeanatomy.engine.session.Envelope;
import io.codeanatomy.spec.InputRelation;
import java.util.ArrayList;
import java.util.List;

/** An input relation with the one snapshot that the whole run reads. */
record BoundInput(InputRelation relation, Snapshot snapshot) {

  /** The column that lineage adds: the data file that a row was read from. */
  static final String SOURCE_FILE = "__source_file";

  String name() {
    return relation.logicalName();
  }

  /** The row type that views see. */
  Schema schema() {
    if (!relation.requiresLineage()) {
      return snapshot.schema();
    }
    List<Field> fields = new ArrayList<>(snapshot.schema().fields());
    fields.add(Field.required(SOURCE_FILE, DataType.Primitive.STRING));
    return new Schema(fields);
  }

  String schemaHash() {
    return SchemaHash.of(snapshot.schema());
  }

  /** Makes the rows of some of its files known to an execution engine. */
  void bind(List<ScanFile> files, ExecutionSession session) {
    session.bind(
        name(),
        snapshot,
        files,
        relation.requiresLineage()
            ? ExecutionSession.Lineage.SOURCE_FILE
            : ExecutionSession.Lineage.NONE);
  }

  /** What the envelope of a run holds of the input. */
  Envelope.Input inEnvelope() {
    return new Envelope.Input(
        name(), snapshot.location().toString(), snapshot.version(), schemaHash());
  }
}
