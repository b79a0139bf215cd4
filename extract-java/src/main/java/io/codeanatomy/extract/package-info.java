// SPDX-License-Identifier: Apache-2.0
/**
 * Java sources to the extraction tables of a code property graph; entry type {@link
 * io.codeanatomy.extract.JavaExtractor}, row types in {@link
 * io.codeanatomy.extract.ExtractionTables}.
 *
 * <p>The JDK's own compiler parses, nothing is attributed: no class path is needed, and a name is
 * what is written, not what it means. How the rows get into Delta tables is not known here; see
 * {@link io.codeanatomy.engine.ingest}.
 */
@NullMarked
package io.codeanatomy.extract;

import org.jspecify.annotations.NullMarked;
