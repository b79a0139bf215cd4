// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

/** On what a result depends. Nothing in the library depends on more than it is given. */
public enum Determinism {
  /** On the arguments alone, to the last bit, whatever the execution engine. */
  EXACT("exact: the same arguments give the same result, to the last bit"),
  /** For floating-point numbers, the last digits depend on the order in which rows come. */
  ORDER_DEPENDENT("over floating-point numbers, the last digits depend on the order of the rows");

  private final String meaning;

  Determinism(String meaning) {
    this.meaning = meaning;
  }

  /** In words. */
  public String meaning() {
    return meaning;
  }
}
