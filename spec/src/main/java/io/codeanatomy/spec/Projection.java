// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

/** An output column of a Project or a Relate. */
@Description("An output column: the name of a column, or an expression with a name.")
public sealed interface Projection {

  /** A column of the source under its own name: in a document, the name alone. */
  @Description("A column under its own name.")
  record Column(@Description("The name of the column.") String name) implements Projection {}

  /** A computed or renamed column: {@code {expr, as}}. */
  @Description("A computed or renamed column.")
  record Computed(
      @Description("A SQL expression.") String expr,
      @Description("The name of the output column.") String as)
      implements Projection {}
}
