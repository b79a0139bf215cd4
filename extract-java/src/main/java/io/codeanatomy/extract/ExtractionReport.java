// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import io.codeanatomy.engine.ingest.PublishedTable;
import io.codeanatomy.spec.Diagnostic;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an extraction did.
 *
 * @param files rows of {@code files}
 * @param filesWithErrors of those, how many have a diagnostic of severity {@code error}
 * @param filesNotRead of those, how many could not be read or were too large
 * @param bytes bytes of the files, as their sources list them
 * @param rows rows by table, in the order of publication
 * @param attributed whether names were to be resolved
 * @param names uses of names in attributed files
 * @param namesResolved of these, those that have a row of {@code symbols}
 * @param filesNotAttributed files that could be parsed but not attributed
 * @param warnings why not, and how many each time
 * @param skipped what is not in the tables at all, in the order in which it was found
 * @param tables the tables as they were committed
 * @param duration from the listing of the sources to the commit
 * @param publishing of this, from the last row to the commit
 */
public record ExtractionReport(
    long files,
    long filesWithErrors,
    long filesNotRead,
    long bytes,
    Map<String, Long> rows,
    boolean attributed,
    long names,
    long namesResolved,
    long filesNotAttributed,
    List<Diagnostic> warnings,
    List<SkippedEntry> skipped,
    List<PublishedTable> tables,
    Duration duration,
    Duration publishing) {

  public ExtractionReport {
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    warnings = List.copyOf(warnings);
    skipped = List.copyOf(skipped);
    tables = List.copyOf(tables);
  }

  /** Rows of {@code diagnostics}. */
  public long diagnostics() {
    return rows.getOrDefault(ExtractionTables.DIAGNOSTICS.name(), 0L);
  }
}
