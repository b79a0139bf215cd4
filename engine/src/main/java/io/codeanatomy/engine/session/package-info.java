// SPDX-License-Identifier: Apache-2.0
/**
 * What a run takes place in: entry types {@link io.codeanatomy.engine.session.EnvironmentProfile}
 * and {@link io.codeanatomy.engine.session.Envelope}.
 */
@NullMarked
package io.codeanatomy.engine.session;

import org.jspecify.annotations.NullMarked;
