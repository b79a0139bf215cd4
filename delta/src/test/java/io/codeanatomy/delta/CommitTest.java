// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import static io.codeanatomy.delta.Tables.STORE;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitTest {

  private static final Schema SCHEMA =
      Schema.of(Field.nullable("id", Primitive.LONG), Field.nullable("name", Primitive.STRING));

  @TempDir Path folder;

  @Test
  void createAppendAndOverwriteAreReadBackRowForRow() {
    Path table = folder.resolve("t");
    Snapshot first = Tables.table(table, SCHEMA, "SELECT 1::BIGINT id, 'a' AS name");
    assertThat(first.version()).isZero();
    assertThat(KernelReader.rows(table)).containsExactly(List.of(1L, "a"));

    DataFile more =
        STORE.inspect(Tables.parquet(table, "SELECT 2::BIGINT id, 'b' AS name"), SCHEMA);
    CommitResult appended = STORE.commit(Tables.append(first, more));
    assertThat(appended).isEqualTo(new CommitResult(1, 1, 0, 1, more.sizeBytes()));
    assertThat(KernelReader.rows(table))
        .containsExactlyInAnyOrder(List.of(1L, "a"), List.of(2L, "b"));

    Snapshot second = STORE.latest(table);
    DataFile other =
        STORE.inspect(Tables.parquet(table, "SELECT 3::BIGINT id, NULL::VARCHAR AS name"), SCHEMA);
    CommitResult overwritten = STORE.commit(Tables.overwrite(second, other));
    assertThat(overwritten).isEqualTo(new CommitResult(2, 1, 2, 1, other.sizeBytes()));
    assertThat(KernelReader.rows(table)).containsExactly(java.util.Arrays.asList(3L, null));
    assertThat(KernelReader.rows(table, 0)).containsExactly(List.of(1L, "a"));
    assertThat(KernelReader.rows(table, 1)).hasSize(2);
    assertThat(STORE.latest(table).scanFiles())
        .extracting(ScanFile::path)
        .containsExactly(other.path());
  }
}
