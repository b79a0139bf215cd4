// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loading a snapshot is on the way of every command, so it must not wake Hadoop and Parquet. */
class ColdStartTest {

  @TempDir Path folder;

  @Test
  void loadingASnapshotLoadsNoClassOfHadoopOrParquet() throws IOException, InterruptedException {
    Path table = folder.resolve("t");
    Tables.table(
        table, Schema.of(Field.nullable("id", Primitive.LONG)), "SELECT range AS id FROM range(3)");
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Load.class.getName(),
                table.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(java.waitFor()).as(output).isZero();
    List<String> lines = Arrays.asList(output.split("\n"));
    assertThat(lines).contains("files: 1");
    assertThat(lines)
        .noneMatch(line -> line.contains(" org.apache.hadoop."))
        .noneMatch(line -> line.contains(" org.apache.parquet."));
  }

  /** What the other process does. */
  static final class Load {

    private Load() {}

    public static void main(String[] arguments) {
      Snapshot snapshot = DeltaStore.local().latest(Path.of(arguments[0]));
      System.out.println("files: " + snapshot.scanFiles().size());
    }
  }
}
