// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpecValidatorTest {

  @Test
  void aGoodSpecHasNoDiagnostics() {
    assertThat(SpecValidator.validate(Documents.graph())).isEmpty();
    assertThat(SpecValidator.validate(Documents.graph().spec())).isEmpty();
  }

  @Test
  void aSpecThatAProgramBuiltIsValidatedByPointers() {
    Spec empty =
        new Spec(
            1,
            Optional.empty(),
            Optional.empty(),
            List.of(
                new InputRelation("a", "a", false, Optional.empty()),
                new InputRelation("a", "b", false, Optional.empty())),
            List.of(),
            JoinGraph.EMPTY,
            List.of(),
            List.of(),
            RulepackProfile.Default,
            List.of());
    assertThat(SpecValidator.validate(empty).stream().map(d -> d.code() + " " + d.message()))
        .containsExactly(
            "CA-SPEC-021 the name \"a\" of an input is already taken by an input at"
                + " /input_relations/0/logical_name",
            "CA-SPEC-026 the spec has no outputs, so there is nothing to do");
  }
}
