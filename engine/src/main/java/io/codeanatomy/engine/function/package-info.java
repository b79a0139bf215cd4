// SPDX-License-Identifier: Apache-2.0
/**
 * The function library: entry type {@link io.codeanatomy.engine.function.FunctionLibrary}.
 *
 * <p>Every operator and function that an expression may use is declared here, once. How each is
 * written for an execution engine is the business of that engine's unparser.
 */
@NullMarked
package io.codeanatomy.engine.function;

import org.jspecify.annotations.NullMarked;
