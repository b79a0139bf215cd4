// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.plan.Requirement;
import io.codeanatomy.engine.rules.Audit;
import io.codeanatomy.engine.rules.AuditRule;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Wants both ends of every edge to be nodes. An end that is NULL is no node either.
 *
 * @param edges the relation of the edges
 * @param source its column of the nodes that edges begin at
 * @param target its column of the nodes that edges end at
 * @param nodes the relation of the nodes
 * @param nodeId the column that tells nodes apart
 * @param pointer where the spec asks for it
 */
record EndpointIntegrity(
    String edges, String source, String target, String nodes, String nodeId, String pointer)
    implements AuditRule {

  @Override
  public String name() {
    return "endpoint_integrity";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.SemanticIntegrity;
  }

  @Override
  public String description() {
    return "wants both ends of " + edges + " to be in " + nodes;
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of(
        "edges", edges, "source", source, "target", target, "nodes", nodes, "node_id", nodeId);
  }

  @Override
  public List<Audit> audits() {
    return Stream.concat(
            ends().map(end -> audit(end.column() + " in " + nodes, dangling(end))),
            ends().map(end -> audit(end.column() + " not null", open(end))))
        .toList();
  }

  private Audit audit(String what, String violations) {
    return new Audit(Audit.Subject.ENDPOINT, edges + "." + what, violations, pointer);
  }

  @Override
  public List<Requirement> requirements() {
    return Stream.concat(
            ends()
                .<Requirement>map(
                    end ->
                        new Requirement.ForeignKey(
                            dangling(end),
                            edges,
                            List.of(end.column()),
                            List.of(at(end.parameter())),
                            nodes,
                            List.of(nodeId),
                            List.of(at("node_id")))),
            ends()
                .<Requirement>map(
                    end ->
                        new Requirement.NotNull(
                            open(end), edges, List.of(end.column()), List.of(at(end.parameter())))))
        .toList();
  }

  private String at(String parameter) {
    return pointer + "/params/" + parameter;
  }

  private String dangling(End end) {
    return "dangling:"
        + edges
        + "."
        + Names.one(end.column())
        + " in "
        + nodes
        + "."
        + Names.one(nodeId);
  }

  private String open(End end) {
    return "open:" + edges + "." + Names.one(end.column());
  }

  private Stream<End> ends() {
    return Stream.of(new End("source", source), new End("target", target)).distinct();
  }

  private record End(String parameter, String column) {}
}
