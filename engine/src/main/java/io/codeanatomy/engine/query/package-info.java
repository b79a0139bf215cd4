// SPDX-License-Identifier: Apache-2.0
/**
 * Questions to published tables: entry type {@link io.codeanatomy.engine.query.TableQuery}. For
 * looking at what a run made; a run itself never goes this way.
 */
@NullMarked
package io.codeanatomy.engine.query;

import org.jspecify.annotations.NullMarked;
