// SPDX-License-Identifier: Apache-2.0
/**
 * Java sources to the extraction tables of a code property graph; entry type {@link
 * io.codeanatomy.extract.JavaExtractor}, row types in {@link
 * io.codeanatomy.extract.ExtractionTables}.
 *
 * <p>The JDK's own compiler parses, one file after the other, and then attributes many files
 * together ({@link io.codeanatomy.extract.Attribution}): what names mean is in the tables of
 * symbols, all other tables hold what is written. How the rows get into Delta tables is not known
 * here; see {@link io.codeanatomy.engine.ingest}.
 */
@NullMarked
package io.codeanatomy.extract;

import org.jspecify.annotations.NullMarked;
