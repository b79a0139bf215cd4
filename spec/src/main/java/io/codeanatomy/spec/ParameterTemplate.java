// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.List;
import java.util.Optional;

/** A view whose predicate holds {@code :name} placeholders; the values come with the run. */
@Description("A view that filters by values which come with the run.")
public record ParameterTemplate(
    @Description("The name of the template: a relation like any view.") String name,
    @Description("The relation that is filtered.") String baseTable,
    @Description(
            "A SQL predicate with placeholders `:name`; either this or `filter_column` is"
                + " given.")
        Optional<String> predicate,
    @Description("A column that must equal the only parameter.") Optional<String> filterColumn,
    @Description("The parameters and their types.") @Default("[]") List<Parameter> parameters) {

  public ParameterTemplate {
    parameters = List.copyOf(parameters);
  }

  /** A typed placeholder. */
  @Description("A typed placeholder.")
  public record Parameter(
      @Description("The name that follows the colon.") String name,
      @Description("A SQL type, such as `bigint` or `date`.") String type,
      @Description("The value for a run that gives none; without it, a run must give one.")
          @DocumentName("default")
          @MayBeBlank
          @ScalarAsText
          Optional<String> defaultValue) {}
}
