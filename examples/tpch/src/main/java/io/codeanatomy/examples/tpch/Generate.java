// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.examples.tpch;

import io.codeanatomy.engine.ingest.PublishedTable;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.DiagnosticFormatter;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * {@code generate SCALE DIR}: the tables as a command. What was written goes to standard output,
 * everything else to standard error; the exit codes are those of {@code codeanatomy}.
 */
public final class Generate {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 64;
  private static final int INTERRUPTED = 130;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final PrintStream err;
  private final boolean watched;

  private Generate(PrintStream out, PrintStream err, boolean watched) {
    this.out = out;
    this.err = err;
    this.watched = watched;
  }

  public static void main(String[] arguments) {
    CountDownLatch done = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(interruption(Thread.currentThread(), done));
    int code;
    try {
      code =
          run(
              List.of(arguments),
              new PrintStream(System.out, true, StandardCharsets.UTF_8),
              new PrintStream(System.err, true, StandardCharsets.UTF_8),
              Boolean.getBoolean("codeanatomy.stderr.terminal"));
    } finally {
      done.countDown();
    }
    System.exit(code);
  }

  /** On Ctrl-C: stops the generator and lets it clean up behind itself. */
  private static Thread interruption(Thread main, CountDownLatch done) {
    return new Thread(
        () -> {
          main.interrupt();
          try {
            if (!done.await(30, TimeUnit.SECONDS)) {
              Runtime.getRuntime().halt(INTERRUPTED);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        },
        "interruption");
  }

  /**
   * The command, apart from its process.
   *
   * @param watched whether standard error is a terminal, where a line may be rewritten
   * @return the exit code
   */
  static int run(List<String> arguments, PrintStream out, PrintStream err, boolean watched) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      out.print(usage());
      return DONE;
    }
    if (arguments.size() != 2) {
      err.print("error: give a scale factor and a folder\n" + usage());
      return USAGE;
    }
    return new Generate(out, err, watched).run(arguments.get(0), Path.of(arguments.get(1)));
  }

  private static String usage() {
    return """
        Usage: generate SCALE DIR

        Writes the eight TPC-H tables as Delta tables into folders of their names under DIR: all of
        them, or none. Tables that are there get a new version.

          SCALE  the scale factor, from %s: 0.01 gives 86,000 rows, 1 gives 8.7 million
          DIR    the folder of the tables
        """
        .formatted(TpchGenerator.LEAST_SCALE);
  }

  private int run(String scale, Path folder) {
    BigDecimal scaleFactor;
    try {
      scaleFactor = new BigDecimal(scale);
    } catch (NumberFormatException e) {
      return usage("'" + scale + "' is no scale factor");
    }
    long start = System.nanoTime();
    try {
      List<PublishedTable> tables = TpchGenerator.generate(scaleFactor, folder, this::showProgress);
      clearProgress();
      show(tables, folder, (System.nanoTime() - start) / 1e9);
      return DONE;
    } catch (IllegalArgumentException e) {
      return usage(String.valueOf(e.getMessage()));
    } catch (DiagnosticException e) {
      clearProgress();
      err.print(
          DiagnosticFormatter.text(
              e.diagnostics(), Optional.empty(), DiagnosticFormatter.Color.NEVER));
      return FAILED;
    } catch (CancellationException e) {
      clearProgress();
      err.println("error: Interrupted. Nothing was written.");
      return INTERRUPTED;
    }
  }

  private int usage(String problem) {
    err.println("error: " + problem);
    err.println("Try 'generate --help'.");
    return USAGE;
  }

  private synchronized void showProgress(long rowsDone, long rowsExpected) {
    if (watched) {
      err.print(
          String.format(
              Locale.ROOT,
              CLEAR_LINE + "  generate: %,d of about %,d rows",
              rowsDone,
              rowsExpected));
      err.flush();
    }
  }

  private synchronized void clearProgress() {
    if (watched) {
      err.print(CLEAR_LINE);
      err.flush();
    }
  }

  private void show(List<PublishedTable> tables, Path folder, double seconds) {
    out.printf(
        Locale.ROOT,
        "Generated %d tables in %s in %.1f s%n%n",
        tables.size(),
        folder.toAbsolutePath().normalize(),
        seconds);
    out.printf(
        Locale.ROOT, "  %-10s %9s %15s %7s %15s%n", "Table", "Version", "Rows", "Files", "Bytes");
    for (PublishedTable table : tables) {
      out.printf(
          Locale.ROOT,
          "  %-10s %,9d %,15d %,7d %,15d%n",
          table.name(),
          table.version(),
          table.rows(),
          table.files(),
          table.bytes());
    }
  }
}
