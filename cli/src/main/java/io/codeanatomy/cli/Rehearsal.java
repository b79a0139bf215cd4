// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.execute.Folders;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plays every command once on a little input, so that Java can record the classes they need in a
 * class-data archive. Started by {@code bin/codeanatomy} after a build; shows nothing, and whatever
 * fails makes the archive smaller and nothing else.
 */
final class Rehearsal {

  private static final String SOURCE =
      """
      package rehearsal;

      import java.util.List;

      /** Something to be parsed. */
      public final class Stage implements Runnable {
        @Deprecated private final List<String> lines = List.of("one", "two");

        @Override
        public void run() {
          for (String line : lines) {
            say(line == null ? "" : line);
          }
        }

        private static void say(String line) {
          System.out.println(line + "!"); // aloud
        }
      }
      """;

  private Rehearsal() {}

  public static void main(String[] arguments) throws IOException {
    Path home = Path.of(System.getProperty("codeanatomy.home", ""));
    String spec = home.resolve("examples/cpg-java/cpg.yaml").toString();
    Path folder = Files.createTempDirectory("codeanatomy-rehearsal-");
    try {
      Path sources = Files.createDirectory(folder.resolve("sources"));
      Files.writeString(sources.resolve("Stage.java"), SOURCE);
      String tables = folder.resolve("tables").toString();
      String graph = folder.resolve("graph").toString();
      play(home, "--help");
      play(home, "validate", sources.resolve("Stage.java").toString());
      play(home, "extract", "java", sources.toString(), "--output", tables);
      play(home, "validate", spec, "--inputs", tables);
      play(home, "validate", spec, "--inputs", tables, "--format", "json");
      play(home, "run", spec, "--inputs", tables, "--output", graph);
      play(home, "run", spec, "--inputs", tables, "--output", graph, "--format", "json");
    } finally {
      Folders.remove(folder);
    }
  }

  private static void play(Path home, String... words) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Cli.run(
        List.of(words),
        new Terminal(
            nowhere, nowhere, true, true, Map.of(), Optional.of(home), new Interruption()));
  }
}
