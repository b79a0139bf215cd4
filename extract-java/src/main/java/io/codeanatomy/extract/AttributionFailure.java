// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import java.util.List;

/**
 * Files whose names were not looked up, though they could be parsed.
 *
 * @param firstPath the first of them
 * @param files how many
 * @param reason in English, of one line
 */
record AttributionFailure(String firstPath, long files, String reason) {

  /** Of some files, at least one. */
  static AttributionFailure of(List<ExtractedFile> files, String reason) {
    return new AttributionFailure(files.get(0).file().path(), files.size(), reason);
  }
}
