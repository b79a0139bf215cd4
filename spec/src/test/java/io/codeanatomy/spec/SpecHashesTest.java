// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class SpecHashesTest {

  @Test
  void theFormOfTheDocumentDoesNotMatter() {
    String yaml = Documents.text("good/graph.yaml");
    String json = Documents.text("good/graph.json");
    assertThat(hashes(json)).isEqualTo(hashes(yaml));
    assertThat(hashes(json.replace("\n", "\r\n\t"))).as("white space").isEqualTo(hashes(yaml));
    String canonical = CanonicalJson.of(Documents.graph().spec());
    assertThat(hashes(canonical)).as("sorted fields, defaults written out").isEqualTo(hashes(yaml));
    assertThat(CanonicalJson.of(SpecDocument.parse(canonical, Optional.empty()).spec()))
        .as("the canonical form of a canonical form")
        .isEqualTo(canonical);
  }

  @Test
  void hashesAreKnownAndNeitherLocaleNorTimeZoneMovesThem() {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      Spec spec = SpecDocument.parse(Documents.text("good/frozen.yaml"), Optional.empty()).spec();
      SpecHashes hashes = SpecHashes.of(spec);
      assertThat(hashes.specHash())
          .isEqualTo("42175280a24d65c609f25c8beb4f0a026afdba1f0aaf6915635f9128d82326d7");
      assertThat(hashes.viewHash("ref"))
          .isEqualTo("06e631c49746d2bffd9ffdff9965bf32f572120c53cca6f267b295a1107e3bfb");
      assertThat(hashes.viewHash("counts"))
          .isEqualTo("5b3d0854ac214059b1e6e70fd818e35ad1e839a6c90a59ea1886de2bdeaf179f");
      assertThat(hashes.viewHash("by_id"))
          .isEqualTo("c4822a93a2afd32bdeb8d7fa71402ec0357dcfb72f00172cf17c2de600ff3ade");
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void joinsThatMeanTheSameHaveTheSameHash() {
    String pair = "join_keys: [{left_key: f, right_key: f}, {left_key: a..b, right_key: c..d}]";
    String span =
        "join_keys: [{left_key: f, right_key: f}], "
            + "span: {predicate: contains, left: [a, b], right: [c, d]}";
    assertThat(joinHash(pair)).isEqualTo(joinHash(span));
    assertThat(joinHash("join_keys: [{left_key: f, right_key: g}]"))
        .as("the keys of the join graph, whose edge is written the other way round")
        .isEqualTo(joinHash("join_keys: []"))
        .isNotEqualTo(joinHash("join_keys: [{left_key: g, right_key: f}]"));
  }

  private static String joinHash(String keys) {
    String text =
        """
        version: 1
        input_relations:
          - {logical_name: l, delta_location: l}
          - {logical_name: r, delta_location: r}
        view_definitions:
          - name: v
            transform: {kind: Relate, left: l, right: r, join_type: Inner, %s}
        join_graph:
          edges: [{left_relation: r, right_relation: l, join_type: Inner, left_keys: [g], right_keys: [f]}]
        output_targets: [{table_name: o, source_view: v}]
        """;
    return SpecHashes.of(SpecDocument.parse(text.formatted(keys), Optional.empty()).spec())
        .viewHash("v");
  }

  @Test
  void boundariesOfValuesCount() {
    assertThat(HashBuilder.ofDomain("d").text("a", "bc").hex())
        .isNotEqualTo(HashBuilder.ofDomain("d").text("ab", "c").hex())
        .isNotEqualTo(HashBuilder.ofDomain("e").text("a", "bc").hex());
    assertThat(HashBuilder.ofDomain("d").texts("a", List.of("b", "c")).hex())
        .isNotEqualTo(HashBuilder.ofDomain("d").texts("a", List.of("bc")).hex())
        .isNotEqualTo(HashBuilder.ofDomain("d").texts("a", List.of("b")).text("c", "").hex());
    assertThat(HashBuilder.ofDomain("d").text("a", Optional.empty()).hex())
        .isNotEqualTo(HashBuilder.ofDomain("d").text("a", "").hex());
    assertThat(HashBuilder.ofDomain("d").text("a", "1").hex())
        .isNotEqualTo(HashBuilder.ofDomain("d").integer("a", 1).hex());
    assertThatThrownBy(() -> HashBuilder.ofDomain("d").hash("a", "00"))
        .hasMessage("not a hash of 32 bytes: 00");
  }

  @Test
  void aHashIsTheBlake3OfWhatTheDocumentationSays() {
    java.nio.ByteBuffer bytes = java.nio.ByteBuffer.allocate(1000);
    byte[] name = "codeanatomy".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    bytes.putInt(name.length).put(name).putInt(1);
    bytes.putInt(1).put((byte) 'd');
    bytes.putInt(1).put((byte) 'n').put((byte) 1).putInt(2).put((byte) 0xc3).put((byte) 0xa9);
    byte[] input = new byte[bytes.position()];
    bytes.flip().get(input);
    assertThat(HashBuilder.ofDomain("d").text("n", "é").hex())
        .isEqualTo(
            java.util.HexFormat.of().formatHex(org.apache.commons.codec.digest.Blake3.hash(input)));
  }

  private static List<String> hashes(String text) {
    SpecHashes hashes = SpecHashes.of(SpecDocument.parse(text, Optional.empty()).spec());
    List<String> all = new java.util.ArrayList<>(List.of(hashes.specHash()));
    hashes.viewHashes().forEach((name, hash) -> all.add(name + " " + hash));
    return all;
  }
}
