// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.RunResult;
import java.io.IOException;

/** A {@link RunResult} as JSON: snake_case, instants in ISO form, hashes in lower-case hex. */
final class RunResultJson {

  private RunResultJson() {}

  /** The whole document. */
  static String document(RunResult result) {
    return Json.object(json -> fields(json, result));
  }

  /** The fields alone, into an object that is being written. */
  static void fields(Json json, RunResult result) throws IOException {
    json.field("run_id", result.runId())
        .field("spec_hash", result.specHash())
        .field("envelope_hash", result.envelopeHash())
        .field("rulepack_fingerprint", result.rulepackFingerprint())
        .field("plan_hash", result.planHash())
        .field("started_at", result.startedAt().toString())
        .field("completed_at", result.completedAt().toString())
        .list("outputs", result.outputs(), RunResultJson::output)
        .list("inputs", result.inputs(), RunResultJson::input)
        .list("changes", result.changes(), RunResultJson::changes)
        .list("audits", result.audits(), RunResultJson::audit)
        .list(
            "stages",
            result.stages(),
            (part, stage) -> part.field("name", stage.name()).seconds("seconds", stage.seconds()))
        .diagnostics("warnings", result.warnings());
    if (result.recordLocation().isPresent()) {
      json.field("record_location", result.recordLocation().get());
    } else {
      json.none("record_location");
    }
    if (result.captureLocation().isPresent()) {
      json.field("capture_location", result.captureLocation().get());
    } else {
      json.none("capture_location");
    }
  }

  private static void output(Json json, RunResult.Output output) throws IOException {
    json.field("table_name", output.tableName())
        .field("delta_location", output.deltaLocation())
        .field("delta_version", output.deltaVersion())
        .field("status", output.status().name())
        .field("reason", output.reason())
        .field("rows_written", output.rowsWritten())
        .field("files_added", output.filesAdded())
        .field("files_removed", output.filesRemoved())
        .field("bytes_written", output.bytesWritten())
        .field("partition_count", output.partitionCount());
    if (output.contentDigest().isPresent()) {
      json.field("content_digest", output.contentDigest().get());
    } else {
      json.none("content_digest");
    }
  }

  private static void input(Json json, RunResult.Input input) throws IOException {
    json.field("logical_name", input.logicalName())
        .field("delta_location", input.deltaLocation())
        .field("delta_version", input.deltaVersion())
        .field("schema_hash", input.schemaHash())
        .field("files_considered", input.filesConsidered())
        .field("files_read", input.filesRead())
        .field("bytes_read", input.bytesRead());
    if (input.rows().isPresent()) {
      json.field("rows", input.rows().getAsLong());
    } else {
      json.none("rows");
    }
  }

  private static void changes(Json json, RunResult.Changes changes) throws IOException {
    json.field("view", changes.view())
        .field("source", changes.source())
        .field("from_version", changes.fromVersion())
        .field("to_version", changes.toVersion())
        .field("form", changes.form().name());
  }

  private static void audit(Json json, RunResult.Audit audit) throws IOException {
    json.field("subject", audit.subject().name())
        .field("name", audit.name())
        .field("rows", audit.rows());
  }
}
