// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import static io.codeanatomy.engine.rules.IntentParameter.required;

import io.codeanatomy.engine.rules.IntentDeclaration;
import io.codeanatomy.engine.rules.IntentDeclaration.Occurrence;
import io.codeanatomy.engine.rules.IntentParameter.Kind;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.List;
import java.util.Map;

/** The intents that say how tables are read. */
final class ScanIntents {

  static final List<IntentDeclaration> ALL =
      List.of(
          new IntentDeclaration(
              "preserve_push_down",
              IntentClass.DeltaScanAware,
              Occurrence.ANY,
              List.of(required("input", Kind.INPUT, "The input that is meant.")),
              "A condition on the input's rows that cannot be held against partition values and"
                  + " statistics of its data files is refused, with the reason.",
              Map.of("input", "orders"),
              (intent, context) ->
                  List.of(new PreservePushDown(intent.text("input"), intent.pointer()))),
          new IntentDeclaration(
              "require_partition_pruning",
              IntentClass.DeltaScanAware,
              Occurrence.ANY,
              List.of(required("input", Kind.INPUT, "The input, a partitioned table.")),
              "A plan that may read all partitions of the input is refused: something must compare"
                  + " a partition column with a value.",
              Map.of("input", "events"),
              (intent, context) ->
                  List.of(new RequirePartitionPruning(intent.text("input"), intent.pointer()))));

  private ScanIntents() {}
}
