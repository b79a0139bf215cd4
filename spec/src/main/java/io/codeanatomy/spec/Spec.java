// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.List;
import java.util.Optional;

/**
 * A semantic execution spec, version 1: input relations, a graph of views over them, and the
 * outputs to publish.
 *
 * @param version the version of the spec language, always 1
 * @param name what people call the spec; not hashed
 * @param description what it is for; not hashed
 */
public record Spec(
    int version,
    @MayBeBlank Optional<String> name,
    @MayBeBlank Optional<String> description,
    List<InputRelation> inputRelations,
    List<ViewDefinition> viewDefinitions,
    @Default("{}") JoinGraph joinGraph,
    List<OutputTarget> outputTargets,
    @Default("[]") List<RuleIntent> ruleIntents,
    @Default("Default") RulepackProfile rulepackProfile,
    @Default("[]") List<ParameterTemplate> parameterTemplates) {

  /** The version of the spec language that this library reads. */
  public static final int VERSION = 1;

  public Spec {
    inputRelations = List.copyOf(inputRelations);
    viewDefinitions = List.copyOf(viewDefinitions);
    outputTargets = List.copyOf(outputTargets);
    ruleIntents = List.copyOf(ruleIntents);
    parameterTemplates = List.copyOf(parameterTemplates);
  }
}
