// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunIdsTest {

  @Test
  void runIdsSortByTimeToTheMillisecond() {
    Instant start = Instant.parse("2026-01-31T23:59:58.990Z");
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      ids.add(RunIds.next(start.plusMillis(i)));
    }
    assertThat(ids).isSorted().doesNotHaveDuplicates();
    assertThat(ids.get(0)).matches("20260131-235958990-[0-9a-f]{8}");
    assertThat(ids.get(10)).startsWith("20260131-235959000-");
  }

  @Test
  void runIdsOfOneMomentDiffer() {
    Instant now = Instant.now();
    assertThat(RunIds.next(now)).isNotEqualTo(RunIds.next(now));
  }
}
