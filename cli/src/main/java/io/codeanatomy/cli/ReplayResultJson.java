// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.ReplayResult;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** A {@link ReplayResult} as JSON. */
final class ReplayResultJson {

  private ReplayResultJson() {}

  static String document(ReplayResult result) {
    return Json.object(
        json -> {
          json.field("run_id", result.runId())
              .flag("proved", result.isProved())
              .field("reached", result.reached().name())
              .seconds("seconds", result.seconds());
          Optional<ReplayResult.Check> first = result.firstDifference();
          if (first.isPresent()) {
            json.object("first_difference", part -> check(part, first.get()));
          } else {
            json.none("first_difference");
          }
          json.list(
                  "checks",
                  result.checks(),
                  (part, check) ->
                      check(part, check)
                          .flag("equal", check.isEqual())
                          .field("meaning", check.meaning().name().toLowerCase(Locale.ROOT)))
              .diagnostics("warnings", result.warnings());
        });
  }

  private static Json check(Json json, ReplayResult.Check check) throws IOException {
    return json.field("field", check.field())
        .field("recorded", check.recorded().orElse(null))
        .field("replayed", check.replayed().orElse(null));
  }
}
