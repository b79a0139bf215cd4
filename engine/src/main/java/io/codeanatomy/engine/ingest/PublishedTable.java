// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.ingest;

import java.nio.file.Path;

/** A table as it was committed; rows, files and bytes are those of this commit. */
public record PublishedTable(
    String name, Path location, long version, long rows, int files, long bytes) {}
