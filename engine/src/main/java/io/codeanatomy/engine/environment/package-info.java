// SPDX-License-Identifier: Apache-2.0
/**
 * How much a run may use: entry type {@link io.codeanatomy.engine.environment.Environment}, chosen
 * by size as an {@link io.codeanatomy.engine.environment.EnvironmentProfile}, changed by rules.
 */
@NullMarked
package io.codeanatomy.engine.environment;

import org.jspecify.annotations.NullMarked;
