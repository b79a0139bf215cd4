// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.ViewTransform;
import java.util.Set;
import java.util.TreeSet;

/** The functions of the library that a transform calls by what it is, beside its expressions. */
final class ImpliedFunctions {

  private ImpliedFunctions() {}

  static Set<String> of(ViewTransform transform) {
    Set<String> functions = new TreeSet<>();
    if (transform instanceof ViewTransform.Normalize normalize) {
      if (!normalize.idColumns().isEmpty()) {
        functions.add("stable_id");
      }
      if (normalize.spanColumns().isPresent()) {
        functions.add("span_make");
      }
      if (!normalize.textColumns().isEmpty()) {
        functions.add("utf8_normalize");
      }
    } else if (transform instanceof ViewTransform.Aggregate aggregate) {
      aggregate.aggregations().forEach(call -> functions.add(call.function().name()));
    }
    return functions;
  }
}
