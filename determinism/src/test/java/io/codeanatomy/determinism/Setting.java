// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.determinism;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * What must not make a difference to the rows.
 *
 * @param threads how many work at once
 * @param memory the memory pool, as the intent spells it
 * @param layout which copy of the inputs: 0 as they were made, others shuffled into other files
 * @param turnedOff the optimisations that the run does without
 */
record Setting(
    int threads, String memory, int layout, Locale locale, ZoneId zone, Set<String> turnedOff) {

  static final Set<String> OPTIMIZATIONS =
      Set.of(
          "choose_cache_boundaries",
          "choose_span_join_algorithms",
          "prune_columns",
          "prune_files",
          "push_down_filters");

  private static final List<Integer> THREADS = List.of(1, 2, 8);
  private static final String LARGE = "2GB";
  private static final List<Integer> LAYOUTS = List.of(0, 1, 2);

  /** In Turkish, the upper case of i is no I, and numbers have a comma. */
  private static final List<Locale> LOCALES = List.of(Locale.US, new Locale("tr", "TR"));

  /** Off by three quarters of an hour, so that no hour hides a mistake. */
  private static final List<ZoneId> ZONES = List.of(ZoneId.of("UTC"), ZoneId.of("Asia/Kathmandu"));

  /** What all others are held to. */
  static final Setting BASE = new Setting(2, LARGE, 0, Locale.US, ZoneId.of("UTC"), Set.of());

  /** Every dimension moved alone, and some settings drawn from all of them. */
  static List<Setting> some(String smallMemory, int drawn, Random random) {
    List<Setting> settings = new ArrayList<>();
    THREADS.forEach(threads -> settings.add(BASE.withThreads(threads)));
    settings.add(BASE.withMemory(smallMemory));
    LAYOUTS.forEach(layout -> settings.add(BASE.withLayout(layout)));
    settings.add(BASE.in(LOCALES.get(1), ZONES.get(1)));
    ruleSets().forEach(rules -> settings.add(BASE.without(rules)));
    List<Setting> all = all(smallMemory);
    for (int i = 0; i < drawn; i++) {
      settings.add(all.get(random.nextInt(all.size())));
    }
    settings.removeIf(BASE::equals);
    return settings.stream().distinct().toList();
  }

  /** The whole product. */
  static List<Setting> all(String smallMemory) {
    List<Setting> settings = new ArrayList<>();
    for (int threads : THREADS) {
      for (String memory : List.of(smallMemory, LARGE)) {
        for (int layout : LAYOUTS) {
          for (int place = 0; place < LOCALES.size(); place++) {
            for (Set<String> rules : ruleSets()) {
              settings.add(
                  new Setting(
                      threads, memory, layout, LOCALES.get(place), ZONES.get(place), rules));
            }
          }
        }
      }
    }
    settings.removeIf(BASE::equals);
    return settings;
  }

  /** No optimisation, each one, and all of them. */
  private static List<Set<String>> ruleSets() {
    List<Set<String>> sets = new ArrayList<>();
    sets.add(Set.of());
    OPTIMIZATIONS.stream().sorted().forEach(rule -> sets.add(Set.of(rule)));
    sets.add(OPTIMIZATIONS);
    return sets;
  }

  private Setting withThreads(int other) {
    return new Setting(other, memory, layout, locale, zone, turnedOff);
  }

  private Setting withMemory(String other) {
    return new Setting(threads, other, layout, locale, zone, turnedOff);
  }

  private Setting withLayout(int other) {
    return new Setting(threads, memory, other, locale, zone, turnedOff);
  }

  private Setting in(Locale otherLocale, ZoneId otherZone) {
    return new Setting(threads, memory, layout, otherLocale, otherZone, turnedOff);
  }

  private Setting without(Set<String> rules) {
    return new Setting(threads, memory, layout, locale, zone, rules);
  }

  /** Whether two runs have the same rules, those that say what a run may use included. */
  boolean hasRulesOf(Setting other) {
    return threads == other.threads
        && memory.equals(other.memory)
        && turnedOff.equals(other.turnedOff);
  }

  /** Whether two runs are planned from the same figures: threads are none of them. */
  boolean isPlannedAs(Setting other) {
    return memory.equals(other.memory)
        && layout == other.layout
        && turnedOff.equals(other.turnedOff);
  }
}
