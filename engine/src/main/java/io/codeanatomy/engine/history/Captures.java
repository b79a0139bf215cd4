// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.history;

import io.codeanatomy.spec.DiagnosticException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What runs were told to put by for those who check them later, one folder for each run: {@code
 * _codeanatomy/compliance/<run id>}. The file {@code expires_at} in it holds the instant until when
 * it is kept; what else is in it is up to those who capture.
 */
public final class Captures {

  private static final String EXPIRY = "expires_at";

  private final Path folder;

  private Captures(Path folder) {
    this.folder = folder;
  }

  /** The captures below a folder of outputs; there need not be any. */
  public static Captures in(Path outputRoot) {
    return new Captures(StateFolder.of(outputRoot).resolve("compliance"));
  }

  /**
   * Makes the folder of a run's capture, with its expiry in it.
   *
   * @return the folder, absolute
   * @throws IOException if it cannot be made, or is there
   */
  public Path create(String runId, Retention retention, Instant made) throws IOException {
    Files.createDirectories(folder);
    Path capture = Files.createDirectory(folder.resolve(runId));
    NewFile.write(capture.resolve(EXPIRY), retention.expiry(made) + "\n");
    return capture;
  }

  /**
   * All captures, in the order of their runs.
   *
   * @throws DiagnosticException if the folder cannot be read
   */
  public List<Capture> all() {
    List<Capture> captures = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder)) {
      for (Path capture : folders) {
        if (Files.isDirectory(capture, LinkOption.NOFOLLOW_LINKS)) {
          String runId = String.valueOf(capture.getFileName());
          captures.add(new Capture(runId, capture, expiry(capture.resolve(EXPIRY))));
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      throw HistoryErrors.unreadable(folder, e);
    }
    captures.sort(Comparator.comparing(Capture::runId));
    return List.copyOf(captures);
  }

  private static Optional<Instant> expiry(Path file) {
    try {
      return Optional.of(Instant.parse(Files.readString(file).strip()));
    } catch (IOException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * The capture of a run.
   *
   * @param folder absolute
   * @param expiry until when it is kept; empty if that cannot be read
   */
  public record Capture(String runId, Path folder, Optional<Instant> expiry) {}
}
