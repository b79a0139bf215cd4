// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.determinism;

import io.codeanatomy.engine.ContentDigests;
import io.codeanatomy.engine.Engine;
import io.codeanatomy.engine.Run;
import io.codeanatomy.engine.RunResult;
import io.codeanatomy.engine.environment.EnvironmentProfile;
import io.codeanatomy.spec.RuleIntent;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.SpecDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/**
 * A spec with its inputs.
 *
 * @param tables the folder of the inputs for every layout
 * @param smallMemory a memory pool that is small for it
 */
record Example(String name, SpecDocument document, List<Path> tables, String smallMemory) {

  /** Runs the spec under a setting. */
  RunResult run(Setting setting, Path output) {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    Locale.setDefault(setting.locale());
    TimeZone.setDefault(TimeZone.getTimeZone(setting.zone()));
    try {
      Run run =
          Run.of(new SpecDocument(withIntents(setting), document.path()))
              .inputsFrom(tables.get(setting.layout()))
              .outputRoot(output)
              .environment(EnvironmentProfile.medium)
              .contentDigests(ContentDigests.ALWAYS);
      for (String rule : setting.turnedOff()) {
        run = run.withoutRule(rule);
      }
      return Engine.create().run(run);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  private Spec withIntents(Setting setting) {
    Spec spec = document.spec();
    List<RuleIntent> intents = new ArrayList<>(spec.ruleIntents());
    intents.add(
        new RuleIntent(
            "parallelism", IntentClass.CostShape, Map.of("threads", (long) setting.threads())));
    intents.add(
        new RuleIntent("memory_budget", IntentClass.CostShape, Map.of("bytes", setting.memory())));
    return spec.withRuleIntents(intents);
  }

  @Override
  public String toString() {
    return name;
  }
}
