// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.rel.RelNode;

/**
 * Finds the predicates that the rows of inputs must fulfil to be needed, from the outputs and
 * audits back to the inputs. A relation that is read several times needs what any of its readers
 * needs.
 *
 * <p>Rows that are not needed may be left out of a scan without a change of any result. That a row
 * which nobody needs makes an expression fail is no result: execution engines filter early as well.
 */
public final class ScanPredicates {

  private final LogicalPlan plan;
  private final ParameterBinding parameters;
  private final Map<String, List<RowNeed>> readers = new LinkedHashMap<>();

  private ScanPredicates(LogicalPlan plan, ParameterBinding parameters) {
    this.plan = plan;
    this.parameters = parameters;
  }

  /**
   * The predicates of every relation that is read and is no view.
   *
   * @param audited the views whose rows are looked at besides those of the outputs
   * @param parameters the values of the plan's parameters; what depends on one without a value is
   *     not used
   * @return by relation, in the order of their names
   */
  public static Map<String, ScanPushDown> of(
      LogicalPlan plan, Set<String> audited, ParameterBinding parameters) {
    return new ScanPredicates(plan, parameters).find(audited);
  }

  private Map<String, ScanPushDown> find(Set<String> audited) {
    plan.outputs().forEach(output -> walk(output.algebra(), List.of(), RowNeed.ALL));
    audited.forEach(view -> read(view, RowNeed.ALL));
    List<LogicalPlan.View> backwards = new ArrayList<>(plan.views().values());
    Collections.reverse(backwards);
    for (LogicalPlan.View view : backwards) {
      if (readers.containsKey(view.name())) {
        walk(view.algebra(), view.reads(), numbered(needOf(view.name()), view.schema().names()));
      }
    }
    Map<String, ScanPushDown> found = new TreeMap<>();
    readers.keySet().stream()
        .filter(relation -> !plan.views().containsKey(relation))
        .forEach(relation -> found.put(relation, pushDown(needOf(relation))));
    return Collections.unmodifiableMap(found);
  }

  private void walk(RelNode algebra, List<String> reads, RowNeed need) {
    Set<String> seen = new NeedWalk(plan.parameters(), parameters, this::read).walk(algebra, need);
    // What is read in a way that the walk does not know is needed as a whole.
    reads.stream()
        .filter(relation -> !seen.contains(relation))
        .forEach(relation -> read(relation, RowNeed.ALL));
  }

  private void read(String relation, RowNeed need) {
    readers.computeIfAbsent(relation, name -> new ArrayList<>()).add(need);
  }

  private RowNeed needOf(String relation) {
    return RowNeed.ofAll(relation, readers.getOrDefault(relation, List.of()));
  }

  private static RowNeed numbered(RowNeed need, List<String> columns) {
    return need.renamed(column -> Integer.toString(columns.indexOf(column)));
  }

  private static ScanPushDown pushDown(RowNeed need) {
    return new ScanPushDown(
        need.predicate(),
        need.lost().stream().map(lost -> lost.text() + ": " + lost.reason()).distinct().toList());
  }
}
