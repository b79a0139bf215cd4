// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.schema;

/** How much a change of a row type matters, from nothing to everything. */
public enum SchemaChange {
  /** Nothing is different. */
  IDENTICAL,
  /**
   * There are new nullable columns, or fields of structs: who reads the old ones notices nothing.
   */
  ADDITIVE,
  /** Types hold more values than before, or NULL besides: every old value is still one. */
  WIDENING,
  /**
   * Anything else: who reads the table may have to change. A rename is a removal and an addition.
   */
  BREAKING
}
