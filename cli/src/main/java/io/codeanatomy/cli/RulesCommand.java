// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.rules.IntentDeclaration;
import io.codeanatomy.engine.rules.RuleCatalog;
import io.codeanatomy.engine.rules.RuleDeclaration;
import io.codeanatomy.spec.Words;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** {@code rules [NAME]}: what profiles bring, and what a spec may ask for. */
@picocli.CommandLine.Command(
    name = "rules",
    versionProvider = Versions.class,
    description =
        "Show the rules of the profiles and the intents of specs, or one of them in full.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  codeanatomy rules",
      "  codeanatomy rules unique_key",
      "  codeanatomy rules --format json"
    })
final class RulesCommand extends Command {

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "A rule or an intent.")
  private @Nullable String name;

  RulesCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitCode execute(Screen screen) {
    RuleCatalog catalog = RuleCatalog.installed();
    RulesShown shown =
        name == null
            ? new RulesShown(catalog.profileRules(), catalog.intents())
            : named(catalog, name);
    if (screen.isJson()) {
      screen.data(shown.json());
    } else {
      screen.data(name == null ? shown.overview(screen.outStyle()) : shown.page(screen.outStyle()));
    }
    return ExitCode.DONE;
  }

  /** A rule of a profile and an intent may have one name: they see to the same. */
  private RulesShown named(RuleCatalog catalog, String wanted) {
    List<RuleDeclaration> rules =
        catalog.profileRules().stream().filter(rule -> rule.name().equals(wanted)).toList();
    List<IntentDeclaration> intents =
        catalog.intents().stream().filter(intent -> intent.name().equals(wanted)).toList();
    if (rules.isEmpty() && intents.isEmpty()) {
      TreeSet<String> names = new TreeSet<>();
      catalog.profileRules().forEach(rule -> names.add(rule.name()));
      catalog.intents().forEach(intent -> names.add(intent.name()));
      throw usage(
          "there is no rule or intent '"
              + wanted
              + "'"
              + Words.didYouMean(wanted, names).map(question -> "; " + question).orElse(""));
    }
    return new RulesShown(rules, intents);
  }
}
