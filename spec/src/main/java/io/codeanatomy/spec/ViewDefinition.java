// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.List;
import java.util.Optional;

/**
 * A view: a name for what one transform makes of inputs and other views.
 *
 * @param viewKind if given, must be the transform's kind
 * @param viewDependencies the other views that the transform reads; if given, must be exactly those
 * @param outputSchema the contract of the view's row type: columns in order, if given
 */
public record ViewDefinition(
    String name,
    Optional<ViewKind> viewKind,
    Optional<List<String>> viewDependencies,
    ViewTransform transform,
    Optional<List<ColumnContract>> outputSchema,
    @MayBeBlank Optional<String> description) {

  public ViewDefinition {
    viewDependencies = viewDependencies.map(List::copyOf);
    outputSchema = outputSchema.map(List::copyOf);
  }
}
