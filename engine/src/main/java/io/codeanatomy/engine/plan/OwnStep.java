// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

/**
 * An operator that is always the root of a view's tree: no statement of an execution engine holds
 * it, each engine computes it in its own way, by a step of the physical plan.
 */
public interface OwnStep {

  /** Why its rows are kept, for people. */
  String reason();
}
