// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import java.util.List;
import java.util.Map;

/**
 * What became of a batch.
 *
 * @param files how many were to be attributed
 * @param symbols of the files that were attributed
 * @param failures of the rest
 */
record AttributedBatch(
    long files, Map<ExtractedFile, FileSymbols> symbols, List<AttributionFailure> failures) {

  /** A batch of which nothing came. */
  static AttributedBatch failed(AttributionBatch batch, Throwable failure) {
    return new AttributedBatch(
        batch.files().size(),
        Map.of(),
        List.of(AttributionFailure.of(batch.files(), ExtractErrors.attributionFailed(failure))));
  }
}
