// SPDX-License-Identifier: Apache-2.0
/**
 * From rows or files that are not Delta to Delta tables: entry types {@link
 * io.codeanatomy.engine.ingest.TableIngests} for rows and {@link
 * io.codeanatomy.engine.ingest.TableLoader} for files.
 */
@NullMarked
package io.codeanatomy.engine.ingest;

import org.jspecify.annotations.NullMarked;
