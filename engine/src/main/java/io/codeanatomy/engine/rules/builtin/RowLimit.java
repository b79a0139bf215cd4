// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.rules.OutputRule;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.Map;
import java.util.Optional;

/**
 * Refuses to publish an output with more rows than expected.
 *
 * @param output the table's name
 * @param rows the most rows that a run may write to it
 * @param pointer where the spec asks for it
 */
record RowLimit(String output, long rows, String pointer) implements OutputRule {

  @Override
  public String name() {
    return "row_limit";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.Safety;
  }

  @Override
  public String description() {
    return "refuses more than " + rows + " rows of " + output;
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of("output", output, "rows", Long.toString(rows));
  }

  @Override
  public Optional<Diagnostic> check(String table, long written) {
    return table.equals(output) && written > rows
        ? Optional.of(BuiltInErrors.tooManyRows(pointer, output, rows, written))
        : Optional.empty();
  }
}
