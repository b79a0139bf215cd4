// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);

  /** Per component of both records, a value that differs from the example's in it alone. */
  private static final Map<String, Object> CHANGES =
      Map.ofEntries(
          Map.entry("Envelope.specHash", B),
          Map.entry("Envelope.rulepackFingerprint", B),
          Map.entry("Envelope.versions", Map.of("engine", "2")),
          Map.entry("Envelope.executionEngine", "spark"),
          Map.entry("Envelope.configuration", Map.of("memory_bytes", "2")),
          Map.entry("Envelope.parameters", Map.of("p", "2")),
          Map.entry("Envelope.functions", List.of("+", "-")),
          Map.entry("Envelope.inputs", List.of()),
          Map.entry("Envelope.derived", Map.of("delta_snapshot(things)", "1")),
          Map.entry("Input.logicalName", "others"),
          Map.entry("Input.location", "/u"),
          Map.entry("Input.version", 4L),
          Map.entry("Input.schemaHash", B));

  private static Envelope example() {
    return new Envelope(
        A,
        A,
        Map.of("engine", "1"),
        "duckdb",
        Map.of("memory_bytes", "1"),
        Map.of("p", "1"),
        List.of("+"),
        List.of(new Envelope.Input("things", "/t", 3, A)),
        Map.of());
  }

  @Test
  void everyComponentMovesTheHash() throws ReflectiveOperationException {
    List<String> hashes = new ArrayList<>(List.of(example().hash()));
    for (RecordComponent component : Envelope.class.getRecordComponents()) {
      hashes.add(((Envelope) changed(example(), component)).hash());
    }
    for (RecordComponent component : Envelope.Input.class.getRecordComponents()) {
      Envelope.Input input = (Envelope.Input) changed(example().inputs().get(0), component);
      hashes.add(withInput(input).hash());
    }
    assertThat(hashes).doesNotHaveDuplicates().hasSize(CHANGES.size() + 1);
  }

  @Test
  void everyComponentHasADecision() {
    Set<String> components = new TreeSet<>();
    Stream.of(Envelope.class, Envelope.Input.class)
        .forEach(
            type ->
                Arrays.stream(type.getRecordComponents())
                    .forEach(c -> components.add(type.getSimpleName() + "." + c.getName())));
    assertThat(CHANGES.keySet()).containsExactlyInAnyOrderElementsOf(components);
  }

  @Test
  void boundariesBetweenFieldsCount() {
    Envelope one =
        new Envelope(
            A, A, Map.of("a", "bc"), "d", Map.of(), Map.of(), List.of(), List.of(), Map.of());
    Envelope other =
        new Envelope(
            A, A, Map.of("ab", "c"), "d", Map.of(), Map.of(), List.of(), List.of(), Map.of());
    Envelope moved =
        new Envelope(
            A, A, Map.of(), "d", Map.of("a", "bc"), Map.of(), List.of(), List.of(), Map.of());
    assertThat(List.of(one.hash(), other.hash(), moved.hash())).doesNotHaveDuplicates();
  }

  /** Frozen: another JVM, locale or time zone, or another version of this code, must agree. */
  @Test
  void theHashIsTheSameEverywhere() {
    assertThat(example().hash())
        .isEqualTo("257fef7f6e64f9fb4380f7f1f61ec72a3fb95eee3cc201b78cadb3b7cc7d9d51");
  }

  private static Envelope withInput(Envelope.Input input) {
    Envelope example = example();
    return new Envelope(
        example.specHash(),
        example.rulepackFingerprint(),
        example.versions(),
        example.executionEngine(),
        example.configuration(),
        example.parameters(),
        example.functions(),
        List.of(input),
        example.derived());
  }

  private static Object changed(Record record, RecordComponent changed)
      throws ReflectiveOperationException {
    Class<?> type = record.getClass();
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      values.add(
          component.getName().equals(changed.getName())
              ? CHANGES.get(type.getSimpleName() + "." + component.getName())
              : component.getAccessor().invoke(record));
    }
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    return type.getDeclaredConstructor(types).newInstance(values.toArray());
  }
}
