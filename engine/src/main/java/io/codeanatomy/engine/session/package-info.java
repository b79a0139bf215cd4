// SPDX-License-Identifier: Apache-2.0
/**
 * What a run is held to and depends on: entry type {@link io.codeanatomy.engine.session.Session},
 * with its {@link io.codeanatomy.engine.session.Envelope}.
 */
@NullMarked
package io.codeanatomy.engine.session;

import org.jspecify.annotations.NullMarked;
