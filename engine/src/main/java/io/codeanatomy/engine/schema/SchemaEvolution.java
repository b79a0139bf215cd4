// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.schema;

/** What may happen to the row type of an output's table that exists. */
public enum SchemaEvolution {
  /** Nothing: an output with another row type is an error. */
  NONE,
  /**
   * An additive change: columns and fields of structs that the table lacks are added to it, at the
   * end, nullable. Anything else is an error all the same.
   */
  ADDITIVE
}
