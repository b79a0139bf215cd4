// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.List;
import java.util.Optional;

/** A view: a name for what one transform makes of inputs and other views. */
@Description("A view: a name for what one transform makes of inputs and other views.")
public record ViewDefinition(
    @Description("The name of the view.") String name,
    @Description("If given, must be the transform's kind.") Optional<ViewKind> viewKind,
    @Description(
            "If given, must be exactly the views that the transform reads, without inputs and"
                + " parameter templates.")
        Optional<List<String>> viewDependencies,
    @Description("What the view does; `kind` says which transform it is.") ViewTransform transform,
    @Description("The contract of the view's row type: its columns in order.")
        Optional<List<ColumnContract>> outputSchema,
    @Description("What the view is for; not hashed.") @MayBeBlank Optional<String> description) {

  public ViewDefinition {
    viewDependencies = viewDependencies.map(List::copyOf);
    outputSchema = outputSchema.map(List::copyOf);
  }
}
