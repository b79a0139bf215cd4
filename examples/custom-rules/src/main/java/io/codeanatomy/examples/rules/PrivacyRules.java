// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.examples.rules;

import io.codeanatomy.engine.rules.Intent;
import io.codeanatomy.engine.rules.IntentDeclaration;
import io.codeanatomy.engine.rules.IntentDeclaration.Occurrence;
import io.codeanatomy.engine.rules.IntentParameter;
import io.codeanatomy.engine.rules.IntentParameter.Kind;
import io.codeanatomy.engine.rules.RuleProvider;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Two intents about columns that must not get out. */
public final class PrivacyRules implements RuleProvider {

  private static final IntentParameter PATTERN =
      IntentParameter.required(
          "pattern", Kind.TEXT, "A regular expression that the whole name of a column matches.");

  /** The engine finds the class by its name in {@code META-INF/services}. */
  public PrivacyRules() {}

  @Override
  public String name() {
    return "privacy-example";
  }

  /** Counts up whenever one of the rules does something else, since results may be others then. */
  @Override
  public String version() {
    return "1";
  }

  @Override
  public List<IntentDeclaration> intents() {
    return List.of(
        new IntentDeclaration(
            "forbid_columns",
            IntentClass.Safety,
            Occurrence.ANY,
            List.of(PATTERN),
            "An output with a column whose name matches the pattern is refused before anything"
                + " runs.",
            Map.of("pattern", ".*email.*"),
            (intent, context) -> List.of(new ForbidColumns(pattern(intent), intent.pointer()))),
        new IntentDeclaration(
            "mask_columns",
            IntentClass.Safety,
            Occurrence.ANY,
            List.of(PATTERN),
            "Columns of outputs whose names match the pattern are published as NULL.",
            Map.of("pattern", "name"),
            (intent, context) -> List.of(new MaskColumns(pattern(intent)))));
  }

  private static String pattern(Intent intent) {
    String pattern = intent.text("pattern");
    try {
      Pattern.compile(pattern);
      return pattern;
    } catch (PatternSyntaxException e) {
      throw new DiagnosticException(
          Diagnostic.error(
                  "CA-RULE-901",
                  intent.at("pattern"),
                  "'" + pattern + "' is no regular expression: " + e.getDescription())
              .withHint("The syntax is that of java.util.regex.Pattern"));
    }
  }
}
