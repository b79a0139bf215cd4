// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.List;
import java.util.Optional;

/**
 * A view whose predicate holds {@code :name} placeholders; the values come with the run.
 *
 * @param baseTable the relation that is filtered
 * @param predicate a SQL predicate with placeholders; either this or {@code filterColumn} is given
 * @param filterColumn a column that must equal the only parameter
 */
public record ParameterTemplate(
    String name,
    String baseTable,
    Optional<String> predicate,
    Optional<String> filterColumn,
    @Default("[]") List<Parameter> parameters) {

  public ParameterTemplate {
    parameters = List.copyOf(parameters);
  }

  /**
   * A typed placeholder.
   *
   * @param type a SQL type
   * @param defaultValue the value of a run that gives none, as text; {@code default} in a document
   */
  public record Parameter(
      String name,
      String type,
      @DocumentName("default") @MayBeBlank @ScalarAsText Optional<String> defaultValue) {}
}
