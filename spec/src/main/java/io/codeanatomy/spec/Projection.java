// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

/** An output column of a Project or a Relate. */
public sealed interface Projection {

  /** A column of the source under its own name: in a document, the name alone. */
  record Column(String name) implements Projection {}

  /** A computed or renamed column: {@code {expr, as}}. */
  record Computed(String expr, String as) implements Projection {}
}
