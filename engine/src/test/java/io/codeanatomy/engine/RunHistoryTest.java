// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.codeanatomy.engine.history.RunHistory;
import io.codeanatomy.engine.history.RunRecord;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading records, whole ones and damaged ones. {@code -Dcodeanatomy.seed=…} repeats a run. */
class RunHistoryTest {

  private static final int DAMAGES =
      "full".equals(System.getProperty("codeanatomy.tests")) ? 20_000 : 600;

  @TempDir Path folder;
  private RunHistory history;
  private RunRecord record;
  private Path file;
  private String text;

  @BeforeEach
  void givenARecord() throws IOException {
    GivenRuns given = new GivenRuns(folder);
    RunResult result = given.publish();
    history = RunHistory.in(given.output());
    file = result.recordLocation().orElseThrow();
    record = history.find(result.runId());
    text = Files.readString(file);
  }

  private Diagnostic fault(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    try {
      history.find(record.runId());
    } catch (DiagnosticException e) {
      assertThat(e.diagnostics()).hasSize(1);
      Diagnostic fault = e.diagnostics().get(0);
      assertThat(fault.message()).contains(file.toString());
      assertThat(fault.hint()).isPresent();
      assertThat(history.newest(1))
          .containsExactly(new RunHistory.Entry.Damaged(record.runId(), fault));
      return fault;
    }
    throw new AssertionError("the damage was not noticed");
  }

  private Diagnostic fault(String piece, String other) throws IOException {
    assertThat(text).contains(piece);
    return fault(text.replace(piece, other).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void everyChangedByteAndEveryTruncationIsNoticed() throws IOException {
    long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
    Random random = new Random(seed);
    byte[] whole = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < DAMAGES; i++) {
      byte[] damaged =
          i % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      int place = damaged.length == 0 ? 0 : random.nextInt(damaged.length);
      if (i % 3 == 1) {
        damaged[place] ^= (byte) (1 << random.nextInt(8));
      } else if (i % 3 == 2) {
        damaged[place] += (byte) (1 + random.nextInt(255));
      }
      String what = "seed " + seed + ", damage " + i + " at " + place + " of " + damaged.length;
      try {
        assertThat(fault(damaged).code()).as(what).matches("CA-HISTORY-00[2345]");
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(what, e);
      }
    }
    assertThat(fault(Arrays.copyOf(whole, whole.length - 1)).code())
        .as("the last line feed")
        .isEqualTo("CA-HISTORY-005");
    Files.write(file, whole);
    assertThat(history.find(record.runId())).isEqualTo(record);
  }

  @Test
  void everyEditedValueIsNoticed() throws IOException {
    int edited = 0;
    for (int[] range : values()) {
      String value = text.substring(range[0], range[1]);
      String other =
          value.startsWith("\"")
              ? "\"" + value.substring(1, value.length() - 1) + "0\""
              : "7" + value;
      if (value.equals("null")) {
        other = "\"x\"";
      }
      String changed = text.substring(0, range[0]) + other + text.substring(range[1]);
      String code = fault(changed.getBytes(StandardCharsets.UTF_8)).code();
      assertThat(code).as(value + " → " + other).matches("CA-HISTORY-00[2345]");
      edited++;
    }
    assertThat(edited).isGreaterThan(150);
  }

  /** Where every single value of the document begins and ends. */
  private List<int[]> values() throws IOException {
    List<int[]> values = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isScalarValue()) {
          parser.getText();
          int start = (int) parser.currentTokenLocation().getCharOffset();
          values.add(new int[] {start, (int) parser.currentLocation().getCharOffset()});
        }
      }
    }
    return values;
  }

  @Test
  void eachKindOfDamageHasItsOwnWords() throws IOException {
    assertThat(fault(text.substring(0, 300), "").message())
        .endsWith("is no run record: it is not a JSON object");
    assertThat(
            fault(text.substring(0, text.length() / 2).getBytes(StandardCharsets.UTF_8)).message())
        .endsWith("is no run record: it ends in the middle");
    assertThat(
            fault(
                    text.substring(0, text.indexOf("\"hash_version\""))
                        .getBytes(StandardCharsets.UTF_8))
                .message())
        .as("between two fields")
        .endsWith("is no run record: it ends in the middle");
    assertThat(fault(new byte[0]).message()).endsWith("it is not a JSON object");
    assertThat(fault("{\"run_id\": \"x\"}".getBytes(StandardCharsets.UTF_8)).message())
        .endsWith("it has no record_version");
    assertThat(fault((text + text).getBytes(StandardCharsets.UTF_8)).message())
        .endsWith("there is more after its end");
    assertThat(fault(new byte[] {'{', (byte) 0xff, '}'}).message()).endsWith("it is not UTF-8");
    assertThat(fault("\"run_id\": ", "\"run_id\" ").message())
        .contains("line 4, column 12: Unexpected character ('\"'");
    assertThat(fault("  \"engine_version\"", "  \"engine_vesrion\"").message())
        .isEqualTo(
            "The run record "
                + file
                + " is not of the form of its version: it has an unknown field /engine_vesrion");
    assertThat(fault("  \"hash_version\": 1,\n", "").message())
        .endsWith("it has no field /hash_version");
    assertThat(fault("\"hash_version\": 1,", "\"hash_version\": \"1\",").message())
        .endsWith("what is at /hash_version is not an integer");
    assertThat(fault("\"hash_version\": 1,", "\"hash_version\": 99999999999,").message())
        .endsWith("the number at /hash_version is out of range");
    assertThat(fault("\"started_at\": \"2", "\"started_at\": \"x").message())
        .endsWith("there is no instant in ISO form at /started_at");
    assertThat(fault("\"profile\": \"Default\"", "\"profile\": null").message())
        .endsWith("what is at /rule_set/profile is not a text");
    Diagnostic edited = fault("\"most\": \"3\"", "\"most\": \"4\"");
    assertThat(edited.code()).isEqualTo("CA-HISTORY-005");
    assertThat(edited.message())
        .endsWith("was changed after it was written: its hash is another one");
    assertThat(edited.hint().orElseThrow()).contains("move it away");
    assertThat(fault(text.replace("  ", " ").getBytes(StandardCharsets.UTF_8)).code())
        .as("another layout")
        .isEqualTo("CA-HISTORY-005");
    Diagnostic newer = fault("\"record_version\": 1,", "\"record_version\": 2,\n  \"new\": [],");
    assertThat(newer.code()).isEqualTo("CA-HISTORY-004");
    assertThat(newer.message()).endsWith("has the version 2; this engine reads up to 1");
  }

  @Test
  void aFileThatHoldsAnotherRunIsNoRecordOfThisOne() throws IOException {
    Files.copy(file, history.file("20200101-000000000-aaaaaaaa"));
    assertThatThrownBy(() -> history.find("2020"))
        .hasMessageContaining("CA-HISTORY-006")
        .hasMessageContaining("holds the record of another run, " + record.runId());
  }

  @Test
  void aRunIsFoundByItsIdTheBeginningOfItAndAsTheLatest() throws IOException {
    List<String> ids = List.of("20300101-000000000-aaaaaaaa", "20300101-000000000-abbbbbbb");
    ids.forEach(
        id -> history.add(GivenRuns.copy(record, id, record.completedAt(), record.outputs())));
    assertThat(history.runIds()).containsExactly(ids.get(1), ids.get(0), record.runId());
    assertThat(history.find("latest").runId()).isEqualTo(ids.get(1));
    assertThat(history.find("20300101-000000000-aa").runId()).isEqualTo(ids.get(0));
    assertThat(history.find(record.runId())).isEqualTo(record);
    assertThatThrownBy(() -> history.find("2030"))
        .hasMessage("CA-HISTORY-008: The ids of 2 runs begin with '2030'");
    assertThatThrownBy(() -> history.find("20300101-000000000-aaaaaaab"))
        .isInstanceOfSatisfying(
            DiagnosticException.class,
            e -> {
              assertThat(e).hasMessageContaining("CA-HISTORY-007: There is no record of a run");
              assertThat(e.diagnostics().get(0).hint().orElseThrow())
                  .startsWith(
                      "did you mean \"20300101-000000000-aaaaaaaa\"? The runs are, newest first, ");
            });
    assertThatThrownBy(() -> history.find("")).hasMessageContaining("CA-HISTORY-007");
    assertThatThrownBy(() -> history.find("../runs/2030")).hasMessageContaining("CA-HISTORY-007");
    assertThatThrownBy(() -> RunHistory.in(folder.resolve("nowhere")).find("latest"))
        .hasMessage("CA-HISTORY-009: There are no run records in " + folder.resolve("nowhere"));
  }

  @Test
  void damagedRecordsAreListedBesideTheOthers() throws IOException {
    Files.writeString(history.file("20300101-000000000-dddddddd"), "{");
    Files.createDirectory(history.file("20310101-000000000-dddddddd"));
    Files.writeString(file.resolveSibling("notes.txt"), "not a record");
    Files.writeString(file.resolveSibling("." + file.getFileName() + ".x.tmp"), "{");
    assertThat(history.newest(9))
        .extracting(RunHistory.Entry::runId)
        .containsExactly(
            "20310101-000000000-dddddddd", "20300101-000000000-dddddddd", record.runId());
    assertThat(history.newest(9).get(2)).isEqualTo(new RunHistory.Entry.Intact(record));
    assertThat(((RunHistory.Entry.Damaged) history.newest(1).get(0)).fault().code())
        .isEqualTo("CA-HISTORY-001");
    assertThatThrownBy(() -> history.find("latest")).hasMessageContaining("CA-HISTORY-001");
  }

  @Test
  void aRecordIsNeverReplaced() throws IOException {
    assertThat(history.add(record)).isInstanceOf(RunHistory.Written.Not.class);
    assertThat(file).hasContent(text);
  }

  /** Adds copies of a record under other run ids. */
  static final class Adder {
    private Adder() {}

    public static void main(String[] arguments) {
      RunHistory history = RunHistory.in(Path.of(arguments[0]));
      RunRecord record = history.find(arguments[1]);
      for (int i = 0; i < 40; i++) {
        String runId = String.format(java.util.Locale.ROOT, "20300101-%03d-%s", i, arguments[2]);
        RunHistory.Written written =
            history.add(GivenRuns.copy(record, runId, record.completedAt(), record.outputs()));
        if (!(written instanceof RunHistory.Written.To)) {
          throw new AssertionError(written);
        }
      }
    }
  }

  @Test
  void processesThatWriteAtOnceDoNotDisturbEachOtherNorThoseWhoRead() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (String name : List.of("aaaaaaaa", "bbbbbbbb")) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Adder.class.getName(),
                  history.root().toString(),
                  record.runId(),
                  name)
              .inheritIO()
              .start());
    }
    while (processes.stream().anyMatch(Process::isAlive)) {
      assertThat(history.newest(50)).allMatch(RunHistory.Entry.Intact.class::isInstance);
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    assertThat(history.newest(500)).hasSize(81).allMatch(RunHistory.Entry.Intact.class::isInstance);
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).hasSize(81);
    }
  }
}
