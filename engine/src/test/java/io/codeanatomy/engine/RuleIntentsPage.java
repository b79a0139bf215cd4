// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.engine.rules.IntentDeclaration;
import io.codeanatomy.engine.rules.IntentParameter;
import io.codeanatomy.engine.rules.Rule;
import io.codeanatomy.engine.rules.RuleCatalog;
import io.codeanatomy.engine.rules.RuleDeclaration;
import io.codeanatomy.spec.RulepackProfile;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page of the rule intents, whose tables are made of what the rules declare of themselves:
 * {@code <!-- profiles --> … <!-- end -->} and {@code <!-- intents --> … <!-- end -->}.
 */
final class RuleIntentsPage {

  static final String FILE = "rule-intents.md";

  private static final Pattern PART =
      Pattern.compile("(?s)<!-- (profiles|intents) -->\n.*?<!-- end -->");
  private static final Pattern EXAMPLE =
      Pattern.compile("(?s)```yaml\n(version: 1\n.*?)rule_intents:\n.*?```");

  private RuleIntentsPage() {}

  /** The page with its tables made anew. */
  static String filled(String page) {
    RuleCatalog catalog = RuleCatalog.withBuiltIn(List.of());
    return PART.matcher(page)
        .replaceAll(
            part ->
                Matcher.quoteReplacement(
                    "<!-- %s -->\n\n%s\n<!-- end -->"
                        .formatted(
                            part.group(1),
                            part.group(1).equals("profiles")
                                ? profiles(catalog.profileRules())
                                : catalog.intents().stream()
                                    .map(RuleIntentsPage::intent)
                                    .collect(Collectors.joining("\n")))));
  }

  /** Needs a partitioned table, which the page's example has none of: see {@code ScanRulesTest}. */
  private static final String OF_PARTITIONS = "require_partition_pruning";

  /** The documents of the page's example, each with one of the intents of the examples. */
  static Map<String, String> examples(String page) {
    Matcher example = EXAMPLE.matcher(page);
    if (!example.find()) {
      throw new IllegalStateException("the page has no example");
    }
    Map<String, String> documents = new LinkedHashMap<>();
    RuleCatalog.withBuiltIn(List.of()).intents().stream()
        .filter(intent -> !intent.name().equals(OF_PARTITIONS))
        .forEach(
            intent ->
                documents.put(
                    intent.name(), example.group(1) + "rule_intents:\n  - " + yaml(intent) + "\n"));
    return documents;
  }

  private static String profiles(List<RuleDeclaration> rules) {
    StringBuilder table = new StringBuilder("| rule | class | what it does |");
    for (RulepackProfile profile : RulepackProfile.values()) {
      table.append(' ').append(profile).append(" |");
    }
    table.append("\n|---|---|---|").append("---|".repeat(RulepackProfile.values().length));
    for (RuleDeclaration rule : rules) {
      table.append(
          "\n| `%s`%s | `%s` | %s |"
              .formatted(
                  rule.name(),
                  rule.purpose() == Rule.Purpose.OPTIMIZATION ? " *" : "",
                  rule.ruleClass(),
                  rule.meaning()));
      for (RulepackProfile profile : RulepackProfile.values()) {
        table.append(rule.profiles().contains(profile) ? " yes |" : " |");
      }
    }
    return table.append('\n').toString();
  }

  private static String intent(IntentDeclaration intent) {
    StringBuilder text = new StringBuilder("### ").append(intent.name()).append("\n\n");
    text.append("Of the class `%s`. %s\n".formatted(intent.intentClass(), intent.meaning()));
    text.append(
        switch (intent.occurrence()) {
          case ANY -> "";
          case ONE -> "A spec has it once.\n";
          case ONE_PER_SUBJECT ->
              "A spec has it once for each `%s`.\n".formatted(intent.parameters().get(0).name());
        });
    if (!intent.parameters().isEmpty()) {
      text.append("\n| parameter | value | | meaning |\n|---|---|---|---|\n");
      for (IntentParameter parameter : intent.parameters()) {
        text.append(
            "| `%s` | %s | %s | %s |\n"
                .formatted(
                    parameter.name(),
                    parameter.takes(),
                    parameter.presence() == IntentParameter.Presence.REQUIRED ? "required" : "",
                    parameter.meaning()));
      }
    }
    return text.append("\nExample: `").append(yaml(intent)).append("`\n").toString();
  }

  private static String yaml(IntentDeclaration intent) {
    String params = intent.example().isEmpty() ? "" : ", params: " + value(intent.example());
    return "{name: %s, class: %s%s}".formatted(intent.name(), intent.intentClass(), params);
  }

  private static String value(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> fields = new LinkedHashMap<>();
      map.forEach((name, field) -> fields.put((String) name, field));
      // The fields of a column have an order of their own, which maps of the code have not.
      Map<String, Object> ordered = fields.containsKey("type") ? new TreeMap<>(fields) : fields;
      return ordered.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + value(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof Collection<?> items) {
      return items.stream().map(RuleIntentsPage::value).collect(Collectors.joining(", ", "[", "]"));
    }
    return String.valueOf(value);
  }
}
