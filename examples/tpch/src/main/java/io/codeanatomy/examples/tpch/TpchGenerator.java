// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.examples.tpch;

import io.codeanatomy.engine.ingest.PublishedTable;
import io.codeanatomy.engine.ingest.TableIngest;
import io.codeanatomy.engine.ingest.TableIngests;
import io.trino.tpch.TpchTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes the eight TPC-H tables as Delta tables, row by row, in bounded memory. A scale factor
 * always gives the same rows in the same files, whatever the machine; the files' names differ.
 *
 * <pre>{@code
 * TpchGenerator.generate(new BigDecimal("0.01"), Path.of("tables"), TpchGenerator.Progress.NONE);
 * }</pre>
 */
public final class TpchGenerator {

  /** The least scale factor at which every table has rows enough for the generator. */
  public static final BigDecimal LEAST_SCALE = new BigDecimal("0.001");

  /** The largest scale factor that the benchmark knows. */
  public static final BigDecimal LARGEST_SCALE = new BigDecimal("100000");

  private static final long ROWS_AT_SCALE_ONE = 8_661_245;
  private static final int ROWS_PER_STEP = 50_000;

  /** The largest first, so that the threads are done at about the same time. */
  private static final List<TpchTable<?>> TABLES =
      List.of(
          TpchTable.LINE_ITEM,
          TpchTable.ORDERS,
          TpchTable.PART_SUPPLIER,
          TpchTable.PART,
          TpchTable.CUSTOMER,
          TpchTable.SUPPLIER,
          TpchTable.NATION,
          TpchTable.REGION);

  private final BigDecimal scaleFactor;
  private final Progress progress;
  private final AtomicLong rowsDone = new AtomicLong();

  private TpchGenerator(BigDecimal scaleFactor, Progress progress) {
    this.scaleFactor = scaleFactor;
    this.progress = progress;
  }

  /** Hears how far the generator is. */
  public interface Progress {

    /** Does nothing. */
    Progress NONE = (rowsDone, rowsExpected) -> {};

    /**
     * Called now and then, by several threads.
     *
     * @param rowsExpected of all tables, about
     */
    void at(long rowsDone, long rowsExpected);
  }

  /**
   * Writes the tables into folders of their names; tables that are there get a new version.
   *
   * @param scaleFactor of the benchmark: 1 gives about 8.7 million rows
   * @return the tables, the largest first
   * @throws IllegalArgumentException if the scale factor is below {@link #LEAST_SCALE} or above
   *     {@link #LARGEST_SCALE}
   * @throws io.codeanatomy.spec.DiagnosticException if the tables cannot be written; nothing was
   *     written then
   * @throws CancellationException if the thread is interrupted; nothing was written then
   */
  public static List<PublishedTable> generate(
      BigDecimal scaleFactor, Path outputRoot, Progress progress) {
    if (scaleFactor.compareTo(LEAST_SCALE) < 0 || scaleFactor.compareTo(LARGEST_SCALE) > 0) {
      throw new IllegalArgumentException(
          "The scale factor must be between %s and %s, but is %s"
              .formatted(LEAST_SCALE, LARGEST_SCALE, scaleFactor));
    }
    return new TpchGenerator(scaleFactor, progress).generate(outputRoot);
  }

  private List<PublishedTable> generate(Path outputRoot) {
    List<TpchRows<?>> tables = new ArrayList<>();
    TABLES.forEach(table -> tables.add(new TpchRows<>(table)));
    try (TableIngest ingest =
        TableIngests.open(
            outputRoot,
            tables.stream().map(TpchRows::definition).toList(),
            Map.of("source", "tpch", "scale_factor", scaleFactor.toPlainString()))) {
      ExecutorService threads =
          Executors.newFixedThreadPool(
              Math.min(tables.size(), Runtime.getRuntime().availableProcessors()));
      try {
        fill(ingest, tables, threads);
      } finally {
        stop(threads);
      }
      return ingest.publish();
    }
  }

  private void fill(TableIngest ingest, List<TpchRows<?>> tables, ExecutorService threads) {
    CompletionService<Void> work = new ExecutorCompletionService<>(threads);
    for (TpchRows<?> table : tables) {
      work.submit(() -> fill(ingest, table), null);
    }
    try {
      for (int i = 0; i < tables.size(); i++) {
        work.take().get();
      }
    } catch (InterruptedException e) {
      throw cancelled(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  private void fill(TableIngest ingest, TpchRows<?> table) {
    double scale = scaleFactor.doubleValue();
    table.appendTo(ingest.appender(table.definition().name()), scale, this::rowDone);
  }

  private void rowDone() {
    long done = rowsDone.incrementAndGet();
    if (done % ROWS_PER_STEP == 0) {
      if (Thread.currentThread().isInterrupted()) {
        throw cancelled(new InterruptedException());
      }
      progress.at(done, Math.round(ROWS_AT_SCALE_ONE * scaleFactor.doubleValue()));
    }
  }

  /** Waits for the threads, for nobody may write when the tables are let go of. */
  private static void stop(ExecutorService threads) {
    threads.shutdownNow();
    boolean interrupted = false;
    while (!threads.isTerminated()) {
      try {
        if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static CancellationException cancelled(InterruptedException cause) {
    CancellationException cancelled = new CancellationException("The generator was cancelled");
    cancelled.initCause(cause);
    return cancelled;
  }
}
