// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.engine.history.RunHistory;
import io.codeanatomy.engine.history.RunRecord;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.RulepackProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The profile Replay: what a run is about to publish must be what the last run with the same
 * envelope published. A first run has nothing to be held to.
 */
final class EarlierDigests {

  private EarlierDigests() {}

  /**
   * Holds the digests of a run to those of the last one with the same envelope.
   *
   * @param digests the digest of every output by the name of its table
   * @throws DiagnosticException naming every output whose rows are others
   */
  static void check(Preparation preparation, Path root, Map<String, String> digests) {
    if (preparation.rules().profile() != RulepackProfile.Replay) {
      return;
    }
    Optional<RunRecord> earlier = last(root, preparation.session().envelope().hash());
    if (earlier.isEmpty()) {
      return;
    }
    List<Diagnostic> faults = new ArrayList<>();
    for (RunRecord.Output output : earlier.get().outputs()) {
      String now = digests.getOrDefault(output.tableName(), "");
      Optional<String> before = output.contentDigest();
      if (before.isPresent() && !before.get().equals(now)) {
        faults.add(
            ReplayErrors.otherDigest(
                pointer(preparation, output.tableName()),
                output.tableName(),
                earlier.get().runId(),
                before.get(),
                now));
      }
    }
    if (!faults.isEmpty()) {
      throw new DiagnosticException(faults);
    }
  }

  private static Optional<RunRecord> last(Path root, String envelopeHash) {
    return RunHistory.in(root)
        .newestFirst()
        .filter(RunHistory.Entry.Intact.class::isInstance)
        .map(entry -> ((RunHistory.Entry.Intact) entry).record())
        .filter(record -> record.envelopeHash().equals(envelopeHash))
        .findFirst();
  }

  private static String pointer(Preparation preparation, String table) {
    return preparation.targets().stream()
        .filter(target -> target.name().equals(table))
        .findFirst()
        .flatMap(target -> target.pointer())
        .orElse("/output_targets");
  }
}
