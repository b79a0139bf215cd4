// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.history.Pruning;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code history prune --output DIR}: removes what nobody has to keep any more. */
@picocli.CommandLine.Command(
    name = "prune",
    versionProvider = Versions.class,
    description = {
      "Remove compliance captures that have expired and, if an age is given, run records that are"
          + " older.",
      "The latest record of every output stays, and so does a record whose capture is kept."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  codeanatomy history prune --output graph --dry-run",
      "  codeanatomy history prune --output graph --keep-days 90",
      "  codeanatomy history prune --output graph --older-than 36h"
    })
final class HistoryPruneCommand extends Command {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description = "The folder of the outputs, as given to 'run'.")
  private Path output = Path.of("");

  @Option(
      names = "--keep-days",
      paramLabel = "N",
      description = "Remove the records of runs that ended more than N days ago.")
  private @Nullable Integer keepDays;

  @Option(
      names = "--older-than",
      paramLabel = "DURATION",
      converter = Age.Converter.class,
      description = "The same with a duration: 36h, 30d, 8w.")
  private @Nullable Age olderThan;

  @Option(names = "--dry-run", description = "Say what would go, and remove nothing.")
  private boolean dryRun;

  HistoryPruneCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitCode execute(Screen screen) {
    Pruning pruning = Pruning.of(output, age(), Instant.now());
    if (!dryRun) {
      pruning.apply();
    }
    PruningShown shown = new PruningShown(pruning, dryRun);
    screen.data(screen.isJson() ? shown.json() : shown.text(screen));
    return ExitCode.DONE;
  }

  private Optional<Duration> age() {
    if (keepDays != null && olderThan != null) {
      throw usage("--keep-days and --older-than mean the same; give one of them");
    }
    if (keepDays != null) {
      if (keepDays < 0 || keepDays > Age.MOST_DAYS) {
        throw usage("--keep-days is 0 to " + Age.MOST_DAYS + ", not " + keepDays);
      }
      return Optional.of(Duration.ofDays(keepDays));
    }
    return Optional.ofNullable(olderThan).map(Age::duration);
  }
}
