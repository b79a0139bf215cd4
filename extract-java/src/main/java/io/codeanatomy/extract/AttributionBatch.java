// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files that are attributed together.
 *
 * @param module the module that they are; null for the unnamed one
 * @param files the files whose names are looked up
 * @param context files that they may mean, which other batches attribute
 */
record AttributionBatch(
    @Nullable String module, List<ExtractedFile> files, List<ExtractedFile> context) {

  AttributionBatch {
    files = List.copyOf(files);
    context = List.copyOf(context);
  }

  /** All files, those to attribute first. */
  List<ExtractedFile> all() {
    List<ExtractedFile> all = new ArrayList<>(files);
    all.addAll(context);
    return all;
  }

  /** Bytes of all files. */
  long size() {
    return all().stream().mapToLong(file -> file.file().size()).sum();
  }
}
