// SPDX-License-Identifier: Apache-2.0
/**
 * What runs leave behind besides their tables, and how long it stays: entry type {@link
 * io.codeanatomy.engine.history.RunHistory}.
 *
 * <p>A {@link io.codeanatomy.engine.history.RunRecord} is what is needed to say what a run was, and
 * to do it again. Its fields are texts, numbers and records of this package alone: a record
 * outlives the versions of the classes that a run is made of.
 */
@NullMarked
package io.codeanatomy.engine.history;

import org.jspecify.annotations.NullMarked;
