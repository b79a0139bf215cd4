// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A disk that is full: a file system in memory, in a mount namespace of the test's own. Skipped
 * where the test may not make one.
 */
class DiskFullTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"8m, CA-PUBLISH-007", "20m, CA-RUN-007"})
  void aFullDiskIsOneDiagnosticAndNothingStays(String size, String code)
      throws IOException, InterruptedException {
    assumeTrue(mayMount(), "this user may not mount a file system");
    StringBuilder rows = new StringBuilder("id,text\n");
    for (int i = 0; i < 900_000; i++) {
      rows.append(i).append(',').append(Long.toHexString(i * 0x9E3779B97F4A7C15L)).append('\n');
    }
    Files.writeString(folder.resolve("things.csv"), rows);
    Files.writeString(
        folder.resolve("spec.yaml"),
        """
        version: 1
        input_relations: [{logical_name: things, delta_location: in/things}]
        view_definitions:
          - name: hashed
            transform:
              kind: Project
              source: things
              columns: [id, {expr: "stable_hash128(id) || stable_hash128(text)", as: hash}]
        output_targets: [{table_name: hashed, source_view: hashed}]
        """);
    Files.createDirectory(folder.resolve("small"));
    assertThat(sh("$JAVA load things=things.csv --output in")).as("load").isZero();
    int exitCode =
        sh(
            "mount -t tmpfs -o size="
                + size
                + " tmpfs small && { $JAVA run spec.yaml --output small/out;"
                + " code=$?; ls -A small > left; exit $code; }");
    String error = Files.readString(folder.resolve("stderr"));
    assertThat(exitCode).as(error).isEqualTo(1);
    assertThat(error).containsOnlyOnce("error[").contains("error[" + code + "]");
    assertThat(Files.readString(folder.resolve("left"))).as("what is left on the disk").isEmpty();
  }

  private boolean mayMount() throws IOException, InterruptedException {
    try {
      Files.createDirectories(folder.resolve("probe"));
      return sh("mount -t tmpfs -o size=1m tmpfs probe") == 0;
    } catch (IOException e) {
      // There is no unshare on this system.
      return false;
    }
  }

  /** Runs a script in a mount namespace of its own; {@code $JAVA} is the command. */
  private int sh(String script) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of("unshare", "-m", "sh", "-c", script))
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("stdout").toFile())
            .redirectError(folder.resolve("stderr").toFile());
    Path arguments = folder.resolve("java-arguments");
    Files.writeString(
        arguments,
        "-cp \"" + System.getProperty("java.class.path") + "\" " + Main.class.getName(),
        StandardCharsets.UTF_8);
    builder
        .environment()
        .put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java") + " @" + arguments);
    Process process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(script).isTrue();
    return process.exitValue();
  }
}
