// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.history;

import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The records of the runs that published into a folder, one file for each: {@code
 * _codeanatomy/runs/<run id>.json}. Run ids sort by time, and so do the files. Any number of
 * processes may add records at once.
 *
 * <pre>{@code
 * RunHistory history = RunHistory.in(Path.of("mart"));
 * RunRecord last = history.find(RunHistory.LATEST);
 * }</pre>
 */
public final class RunHistory {

  /** Stands for the newest run where a run id is asked for. */
  public static final String LATEST = "latest";

  private static final String SUFFIX = ".json";
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*\\.json");

  private final Path root;
  private final Path folder;

  private RunHistory(Path root) {
    this.root = root;
    this.folder = StateFolder.of(root).resolve("runs");
  }

  /** The history of a folder of outputs; there need not be one yet. */
  public static RunHistory in(Path outputRoot) {
    return new RunHistory(outputRoot.toAbsolutePath().normalize());
  }

  /** The folder of the outputs, absolute. */
  public Path root() {
    return root;
  }

  /** The file of a run's record, whether it is there or not. */
  public Path file(String runId) {
    return folder.resolve(runId + SUFFIX);
  }

  /**
   * Adds a record; afterwards it is on the disk. A record that cannot be written is no failure of
   * its run, so this says it as a warning.
   */
  public Written add(RunRecord record) {
    Path file = file(record.runId());
    try {
      NewFile.write(file, record.json());
      return new Written.To(file);
    } catch (IOException | RuntimeException e) {
      // Whatever it is, the run has published, and its result must not be lost for that.
      return new Written.Not(HistoryErrors.notWritten(file, e));
    }
  }

  /** What became of a record. */
  public sealed interface Written {

    /** It is in this file. */
    record To(Path file) implements Written {}

    /** It could not be written. */
    record Not(Diagnostic warning) implements Written {}
  }

  /**
   * The ids of all runs that have a file, the newest first; empty if there is no history.
   *
   * @throws DiagnosticException if the folder cannot be read
   */
  public List<String> runIds() {
    List<String> ids = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (FILE.matcher(name).matches()) {
          ids.add(name.substring(0, name.length() - SUFFIX.length()));
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      throw HistoryErrors.unreadable(folder, e);
    }
    ids.sort(Comparator.reverseOrder());
    return List.copyOf(ids);
  }

  /** The newest runs, the newest first; what is wrong with a record is told in its place. */
  public List<Entry> newest(int limit) {
    return newestFirst().limit(limit).toList();
  }

  /** All runs, the newest first; each record is read when it is asked for. */
  public Stream<Entry> newestFirst() {
    return runIds().stream().map(this::entry);
  }

  private Entry entry(String runId) {
    try {
      return new Entry.Intact(read(runId));
    } catch (DiagnosticException e) {
      return new Entry.Damaged(runId, e.diagnostics().get(0));
    }
  }

  /** A run as its file tells of it. */
  public sealed interface Entry {

    /** The id of the run: of a damaged record, as the name of its file says. */
    String runId();

    /** The record of the run. */
    record Intact(RunRecord record) implements Entry {
      @Override
      public String runId() {
        return record.runId();
      }
    }

    /** What is wrong with the record of the run. */
    record Damaged(String runId, Diagnostic fault) implements Entry {}
  }

  /**
   * The record of one run.
   *
   * @param wanted a run id, the beginning of exactly one, or {@link #LATEST}
   * @throws DiagnosticException if there is no such run, if there are several, or if the record is
   *     damaged
   */
  public RunRecord find(String wanted) {
    List<String> ids = runIds();
    if (ids.isEmpty()) {
      throw HistoryErrors.noRuns(root);
    }
    if (wanted.equals(LATEST)) {
      return read(ids.get(0));
    }
    if (ids.contains(wanted)) {
      return read(wanted);
    }
    List<String> found =
        ids.stream().filter(id -> !wanted.isEmpty() && id.startsWith(wanted)).toList();
    if (found.size() > 1) {
      throw HistoryErrors.ambiguous(wanted, found);
    }
    return read(
        found.stream().findFirst().orElseThrow(() -> HistoryErrors.unknownRun(wanted, ids, root)));
  }

  private RunRecord read(String runId) {
    Path file = file(runId);
    RunRecord record = RunRecordReader.read(file, text(file));
    if (!record.runId().equals(runId)) {
      throw HistoryErrors.otherName(file, record.runId());
    }
    return record;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw HistoryErrors.notARecord(file, "it is not UTF-8");
    } catch (IOException e) {
      throw HistoryErrors.unreadable(file, e);
    }
  }
}
