// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.extract.ExtractionOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of nodes beside those that one counts: with long lines, all terminators, and no text. */
class CpgLinesTest {

  private static final int LONG = 2_000;

  @TempDir Path folder;

  @Test
  void linesAreThoseThatOneCounts() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("Empty.java", "");
    files.put("NoEnd.java", "class NoEnd {\n  int a;\n}");
    files.put("Windows.java", "class Windows {\r\n  int a = 1 +\r\n    2;\r\n}\r\n");
    files.put(
        "Long.java",
        "class Long {\n  int f(int a) { return "
            + "a + ".repeat(LONG)
            + "a; /* "
            + "ä".repeat(LONG)
            + " */ }\n\n\n  int b;\n"
            + "\n".repeat(LONG)
            + "  int c;\n}\n");
    try (CpgGraph graph =
        CpgGraph.ofText(files, folder, ExtractionOptions.defaults().withoutAttribution())) {
      List<Map<String, String>> nodes =
          graph.rows(
              "SELECT path, bstart, bend, line, end_line FROM cpg_nodes WHERE path IS NOT NULL");
      List<String> found = new ArrayList<>();
      List<String> counted = new ArrayList<>();
      for (Map<String, String> node : nodes) {
        String path = node.getOrDefault("path", "");
        int start = Integer.parseInt(node.getOrDefault("bstart", ""));
        int end = Integer.parseInt(node.getOrDefault("bend", ""));
        byte[] bytes = files.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
        found.add(
            "%s %d-%d: %s to %s"
                .formatted(path, start, end, node.get("line"), node.get("end_line")));
        counted.add(
            "%s %d-%d: %d to %d"
                .formatted(
                    path, start, end, line(bytes, start), line(bytes, Math.max(start, end - 1))));
      }
      assertThat(found).hasSizeGreaterThan(LONG).isEqualTo(counted);
    }
  }

  private static int line(byte[] bytes, int offset) {
    int line = 1;
    for (int i = 0; i < offset; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }
}
