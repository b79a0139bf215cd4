// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpecValidatorTest {

  @Test
  void aGoodSpecHasNoDiagnostics() {
    assertThat(SpecValidator.validate(Documents.graph())).isEmpty();
    assertThat(SpecValidator.validate(Documents.graph().spec())).isEmpty();
  }
}
