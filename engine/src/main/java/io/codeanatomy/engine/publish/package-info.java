// SPDX-License-Identifier: Apache-2.0
/**
 * From staged files to Delta commits, all or nothing: entry type {@link
 * io.codeanatomy.engine.publish.Publisher}.
 */
@NullMarked
package io.codeanatomy.engine.publish;

import org.jspecify.annotations.NullMarked;
