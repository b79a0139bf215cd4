// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.List;
import java.util.Optional;

/**
 * A semantic execution spec, version 1: input relations, a graph of views over them, and the
 * outputs to publish.
 */
@Description(
    "A semantic execution spec: which Delta tables come in, which views are made of them, and"
        + " which tables go out.")
public record Spec(
    @Description("The version of the spec language: 1.") int version,
    @Description("What people call the spec; not hashed.") @MayBeBlank Optional<String> name,
    @Description("What the spec is for; not hashed.") @MayBeBlank Optional<String> description,
    @Description("The Delta tables that the spec reads.") List<InputRelation> inputRelations,
    @Description("The views, in any order.") List<ViewDefinition> viewDefinitions,
    @Description("What is known of how relations join.") @Default("{}") JoinGraph joinGraph,
    @Description("The Delta tables that a run publishes, at least one: all of them, or none.")
        List<OutputTarget> outputTargets,
    @Description("What the run must see to.") @Default("[]") List<RuleIntent> ruleIntents,
    @Description("The set of rules that the run is held to.") @Default("Default")
        RulepackProfile rulepackProfile,
    @Description("Views with parameters.") @Default("[]")
        List<ParameterTemplate> parameterTemplates) {

  /** The version of the spec language that this library reads. */
  public static final int VERSION = 1;

  public Spec {
    inputRelations = List.copyOf(inputRelations);
    viewDefinitions = List.copyOf(viewDefinitions);
    outputTargets = List.copyOf(outputTargets);
    ruleIntents = List.copyOf(ruleIntents);
    parameterTemplates = List.copyOf(parameterTemplates);
  }

  /** The same spec over other input relations. */
  public Spec withInputRelations(List<InputRelation> inputs) {
    return with(inputs, outputTargets, ruleIntents, rulepackProfile);
  }

  /** The same spec with other outputs. */
  public Spec withOutputTargets(List<OutputTarget> outputs) {
    return with(inputRelations, outputs, ruleIntents, rulepackProfile);
  }

  /** The same spec with other intents. */
  public Spec withRuleIntents(List<RuleIntent> intents) {
    return with(inputRelations, outputTargets, intents, rulepackProfile);
  }

  /** The same spec under another profile. */
  public Spec withRulepackProfile(RulepackProfile profile) {
    return with(inputRelations, outputTargets, ruleIntents, profile);
  }

  private Spec with(
      List<InputRelation> inputs,
      List<OutputTarget> outputs,
      List<RuleIntent> intents,
      RulepackProfile profile) {
    return new Spec(
        version,
        name,
        description,
        inputs,
        viewDefinitions,
        joinGraph,
        outputs,
        intents,
        profile,
        parameterTemplates);
  }
}
