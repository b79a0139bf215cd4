// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.rules.IntentDeclaration;
import io.codeanatomy.engine.rules.IntentParameter;
import io.codeanatomy.engine.rules.Rule;
import io.codeanatomy.engine.rules.RuleDeclaration;
import io.codeanatomy.spec.RulepackProfile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Rules and intents for people and for programs. */
record RulesShown(List<RuleDeclaration> rules, List<IntentDeclaration> intents) {

  private static final String BODY = "    ";

  RulesShown {
    rules = List.copyOf(rules);
    intents = List.copyOf(intents);
  }

  /** Every rule with its profiles, and every intent with its parameters. */
  String overview(Ansi ansi) {
    StringBuilder text = new StringBuilder(ansi.bold("Rules of profiles")).append('\n');
    for (RuleDeclaration rule : rules) {
      text.append("  ").append(rule.name()).append('\n');
      text.append(ansi.dim(Wrapped.of(rule.meaning(), BODY)));
      text.append(ansi.dim(Wrapped.of(profiles(rule), BODY)));
    }
    text.append('\n').append(ansi.bold("Intents of specs")).append('\n');
    for (IntentDeclaration intent : intents) {
      text.append(Wrapped.of(signature(intent), "  "));
      text.append(ansi.dim(Wrapped.of(summary(intent.meaning()), BODY)));
    }
    return text.append("\n'codeanatomy rules NAME' shows one of them with its parameters.\n")
        .toString();
  }

  /** All that there is to know of what is shown. */
  String page(Ansi ansi) {
    StringBuilder text = new StringBuilder();
    for (RuleDeclaration rule : rules) {
      text.append(ansi.bold("The rule " + rule.name())).append("\n\n");
      text.append(Wrapped.of(rule.meaning(), ""));
      text.append(Wrapped.of(profiles(rule) + " Its class is " + rule.ruleClass() + ".", ""));
    }
    for (IntentDeclaration intent : intents) {
      text.append(text.isEmpty() ? "" : "\n");
      text.append(ansi.bold("The intent " + intent.name())).append("\n\n");
      text.append(Wrapped.of(intent.meaning() + " Its class is " + intent.intentClass() + ".", ""));
      if (!intent.parameters().isEmpty()) {
        text.append('\n').append(ansi.bold("Parameters")).append('\n');
        intent.parameters().forEach(parameter -> text.append(parameter(parameter, ansi)));
      }
      text.append('\n').append(ansi.bold("Example")).append('\n').append(example(intent));
    }
    return text.toString();
  }

  private static String parameter(IntentParameter parameter, Ansi ansi) {
    boolean required = parameter.presence() == IntentParameter.Presence.REQUIRED;
    return Wrapped.of(
            parameter.name() + ": " + parameter.takes() + (required ? "" : "; may be left out"),
            "  ")
        + ansi.dim(Wrapped.of(parameter.meaning(), BODY));
  }

  private static String example(IntentDeclaration intent) {
    String params = intent.example().isEmpty() ? "" : ",";
    StringBuilder text = new StringBuilder("  rule_intents:\n");
    text.append(
        "    - {name: %s, class: %s%s".formatted(intent.name(), intent.intentClass(), params));
    if (!intent.example().isEmpty()) {
      text.append("\n       params: ").append(value(intent.example()));
    }
    return text.append("}\n").toString();
  }

  private static String value(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + value(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(RulesShown::value).collect(Collectors.joining(", ", "[", "]"));
    }
    return String.valueOf(value);
  }

  private static String signature(IntentDeclaration intent) {
    return intent.parameters().stream()
        .map(
            parameter ->
                parameter.presence() == IntentParameter.Presence.REQUIRED
                    ? parameter.name()
                    : "[" + parameter.name() + "]")
        .collect(Collectors.joining(", ", intent.name() + "(", ")"));
  }

  private static String profiles(RuleDeclaration rule) {
    String names =
        rule.profiles().stream().map(RulepackProfile::name).collect(Collectors.joining(", "));
    return rule.purpose() == Rule.Purpose.OPTIMIZATION
        ? "Profiles: " + names + ". An optimisation: --without-rule " + rule.name() + "."
        : "Profiles: " + names + ".";
  }

  /** The first sentence. */
  private static String summary(String meaning) {
    int end = meaning.indexOf(". ");
    return end < 0 ? meaning : meaning.substring(0, end + 1);
  }

  String json() {
    return Json.object(
        json ->
            json.list(
                    "profiles",
                    Arrays.asList(RulepackProfile.values()),
                    (item, profile) ->
                        item.field("name", profile.name())
                            .texts(
                                "rules",
                                rules.stream()
                                    .filter(rule -> rule.profiles().contains(profile))
                                    .map(RuleDeclaration::name)
                                    .toList()))
                .list("rules", rules, RulesShown::rule)
                .list("intents", intents, RulesShown::intent));
  }

  private static void rule(Json json, RuleDeclaration rule) throws IOException {
    json.field("name", rule.name())
        .field("class", rule.ruleClass().name())
        .field("purpose", word(rule.purpose()))
        .texts("profiles", rule.profiles().stream().map(RulepackProfile::name).toList())
        .field("meaning", rule.meaning());
  }

  private static void intent(Json json, IntentDeclaration intent) throws IOException {
    json.field("name", intent.name())
        .field("class", intent.intentClass().name())
        .field("occurrence", word(intent.occurrence()))
        .field("meaning", intent.meaning())
        .list("parameters", intent.parameters(), RulesShown::parameter)
        .field("example", value(intent.example()));
  }

  private static void parameter(Json json, IntentParameter parameter) throws IOException {
    json.field("name", parameter.name())
        .field("kind", word(parameter.kind()))
        .field("presence", word(parameter.presence()))
        .texts("words", parameter.words())
        .field("meaning", parameter.meaning());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
