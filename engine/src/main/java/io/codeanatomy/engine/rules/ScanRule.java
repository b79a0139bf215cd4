// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

/**
 * A rule that says that data files are left out which the plan's predicates rule out by the tables'
 * logs.
 */
public interface ScanRule extends Rule {}
