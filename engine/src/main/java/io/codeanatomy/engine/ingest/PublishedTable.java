// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.ingest;

import io.codeanatomy.engine.publish.PublishedOutput;
import java.nio.file.Path;

/** A table as it was committed; rows, files and bytes are those of this commit. */
public record PublishedTable(
    String name, Path location, long version, long rows, int files, long bytes) {

  static PublishedTable of(PublishedOutput output) {
    return new PublishedTable(
        output.name(),
        output.location(),
        output.version(),
        output.rows(),
        output.filesAdded(),
        output.bytes());
  }
}
