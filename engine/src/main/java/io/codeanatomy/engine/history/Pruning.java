// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.history;

import io.codeanatomy.engine.execute.Folders;
import io.codeanatomy.spec.DiagnosticException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What goes from the history of a folder, and what stays, each with the reason. Nothing happens
 * before {@link #apply}.
 *
 * <ul>
 *   <li>A capture goes once it has expired, never before.
 *   <li>A record goes only if an age is given and it is older; but the latest record of every
 *       output stays, and the latest that wrote it; and a record stays as long as its capture.
 *   <li>A damaged record stays: nobody can tell what it is the latest of.
 * </ul>
 *
 * @param removed what goes, captures first, each kind the oldest first
 * @param kept what stays, in the same order
 */
public record Pruning(List<Item> removed, List<Item> kept) {

  public Pruning {
    removed = List.copyOf(removed);
    kept = List.copyOf(kept);
  }

  /**
   * Something of a run's, and why it goes or stays.
   *
   * @param path the file, or the folder with all that is in it
   */
  public record Item(Kind kind, String runId, Path path, String reason) {}

  /** What can go. */
  public enum Kind {
    capture,
    record
  }

  /**
   * Decides on everything; removes nothing.
   *
   * @param olderThan the age from which on records go, by the end of their runs; none go if empty
   * @throws DiagnosticException if the history cannot be read
   */
  public static Pruning of(Path outputRoot, Optional<Duration> olderThan, Instant now) {
    List<Item> removed = new ArrayList<>();
    List<Item> kept = new ArrayList<>();
    Set<String> captured = new HashSet<>();
    for (Captures.Capture capture : Captures.in(outputRoot).all()) {
      boolean expired = capture.expiry().filter(expiry -> !expiry.isAfter(now)).isPresent();
      if (!expired) {
        captured.add(capture.runId());
      }
      String reason =
          capture
              .expiry()
              .map(expiry -> (expired ? "expired at " : "kept until ") + expiry)
              .orElse("when it expires cannot be read");
      (expired ? removed : kept)
          .add(new Item(Kind.capture, capture.runId(), capture.folder(), reason));
    }
    records(RunHistory.in(outputRoot), olderThan.map(now::minus), captured, removed, kept);
    return new Pruning(removed, kept);
  }

  private static void records(
      RunHistory history,
      Optional<Instant> before,
      Set<String> captured,
      List<Item> removed,
      List<Item> kept) {
    List<RunHistory.Entry> entries = new ArrayList<>(history.newest(Integer.MAX_VALUE));
    Set<String> latest = latest(entries);
    java.util.Collections.reverse(entries);
    for (RunHistory.Entry entry : entries) {
      Optional<String> stays = staying(entry, before, captured, latest);
      (stays.isPresent() ? kept : removed)
          .add(
              new Item(
                  Kind.record,
                  entry.runId(),
                  history.file(entry.runId()),
                  stays.orElse("older than is kept")));
    }
  }

  /** Why a record stays; empty if it goes. */
  private static Optional<String> staying(
      RunHistory.Entry entry, Optional<Instant> before, Set<String> captured, Set<String> latest) {
    if (!(entry instanceof RunHistory.Entry.Intact intact)) {
      return Optional.of("it is damaged");
    }
    if (before.isEmpty()) {
      return Optional.of("records are kept unless an age is given");
    }
    if (!intact.record().completedAt().isBefore(before.get())) {
      return Optional.of("not old enough");
    }
    if (latest.contains(entry.runId())) {
      return Optional.of("the latest of an output");
    }
    return captured.contains(entry.runId()) ? Optional.of("its capture is kept") : Optional.empty();
  }

  /** The runs that are the last that had an output, or the last that wrote it. */
  private static Set<String> latest(List<RunHistory.Entry> newestFirst) {
    Set<String> latest = new HashSet<>();
    Set<Path> had = new HashSet<>();
    Set<Path> written = new HashSet<>();
    for (RunHistory.Entry entry : newestFirst) {
      if (entry instanceof RunHistory.Entry.Intact intact) {
        for (RunRecord.Output output : intact.record().outputs()) {
          boolean lastToHave = had.add(output.deltaLocation());
          boolean lastToWrite = output.isWritten() && written.add(output.deltaLocation());
          if (lastToHave || lastToWrite) {
            latest.add(entry.runId());
          }
        }
      }
    }
    return latest;
  }

  /**
   * Removes what is to go; what is gone already is none of its business.
   *
   * @throws DiagnosticException at the first thing that cannot be removed
   */
  public void apply() {
    for (Item item : removed) {
      try {
        Folders.remove(item.path());
      } catch (IOException e) {
        throw HistoryErrors.notRemoved(item.path(), e);
      }
    }
  }

  /** The runs of which something stays. */
  public Set<String> runsKept() {
    Set<String> runs = new LinkedHashSet<>();
    kept.forEach(item -> runs.add(item.runId()));
    return runs;
  }
}
