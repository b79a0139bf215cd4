// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.spec.Diagnostic;
import java.util.Optional;

/** A rule that looks at an output once it is computed, and may refuse to publish it. */
public interface OutputRule extends Rule {

  /**
   * What is wrong with an output; an error keeps the whole run from being published.
   *
   * @param table the table's name
   * @param rows the rows that were computed
   */
  Optional<Diagnostic> check(String table, long rows);
}
