// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);
  private static final Envelope.Input INPUT = new Envelope.Input("things", "/t", 3, A);

  private static Envelope envelope(
      String spec, String rules, Map<String, String> versions, Envelope.Input input) {
    return new Envelope(
        spec, rules, versions, Map.of("p", "1"), List.of("+"), List.of(input), Map.of());
  }

  @Test
  void everythingThatAResultDependsOnMovesTheHash() {
    Map<String, String> versions = Map.of("engine", "1", "function_library", "1");
    List<Envelope> different =
        List.of(
            envelope(A, A, versions, INPUT),
            envelope(B, A, versions, INPUT),
            envelope(A, B, versions, INPUT),
            envelope(A, A, Map.of("engine", "1", "function_library", "2"), INPUT),
            envelope(A, A, versions, new Envelope.Input("others", "/t", 3, A)),
            envelope(A, A, versions, new Envelope.Input("things", "/u", 3, A)),
            envelope(A, A, versions, new Envelope.Input("things", "/t", 4, A)),
            envelope(A, A, versions, new Envelope.Input("things", "/t", 3, B)),
            new Envelope(A, A, versions, Map.of("p", "2"), List.of("+"), List.of(INPUT), Map.of()),
            new Envelope(A, A, versions, Map.of("p", "1"), List.of("-"), List.of(INPUT), Map.of()),
            new Envelope(A, A, versions, Map.of("p", "1"), List.of("+"), List.of(), Map.of()),
            new Envelope(
                A,
                A,
                versions,
                Map.of("p", "1"),
                List.of("+"),
                List.of(INPUT),
                Map.of("delta_snapshot(things)", "1")));
    assertThat(different).extracting(Envelope::hash).doesNotHaveDuplicates();
  }
}
