// SPDX-License-Identifier: Apache-2.0
/**
 * Physical plans and the seam to the execution engines: entry type {@link
 * io.codeanatomy.engine.execute.ExecutionEngine}.
 */
@NullMarked
package io.codeanatomy.engine.execute;

import org.jspecify.annotations.NullMarked;
