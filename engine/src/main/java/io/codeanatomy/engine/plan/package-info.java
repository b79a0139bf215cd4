// SPDX-License-Identifier: Apache-2.0
/**
 * From a spec to a plan: entry type {@link io.codeanatomy.engine.plan.LogicalPlanner}.
 *
 * <p>Every view is compiled once, to relational algebra over the names of the relations it reads,
 * so that the plan is a graph by name and every single piece of it a small tree. The physical
 * planner then decides which views are materialised and which become part of the statement that
 * reads them. Nothing here executes anything.
 */
@NullMarked
package io.codeanatomy.engine.plan;

import org.jspecify.annotations.NullMarked;
