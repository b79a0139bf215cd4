// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.util.TaskListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Looks up what names mean, in all files of an extraction; see {@link AttributionPlan}. */
final class Attribution {

  /** More of them hold more memory than they save time: a batch is attributed as a whole. */
  private static final int MAXIMUM_THREADS = 2;

  /** Heap that a byte of source takes in a batch: java.base is 52 MB, and takes 500. */
  private static final int HEAP_PER_BYTE = 10;

  /** For the compiler's recursive descent into nested code; memory is taken as it is used. */
  private static final long STACK_BYTES = 64L << 20;

  private final ExtractionOptions options;
  private final SymbolPool pool = new SymbolPool();
  private final TaskListener listener;

  /** Kilobytes of source that may be under way; half of the heap is for what stays. */
  private final int room =
      (int)
          Math.max(
              1,
              Math.min(
                  Integer.MAX_VALUE, (Runtime.getRuntime().maxMemory() / HEAP_PER_BYTE) >> 11));

  private final Semaphore free = new Semaphore(room, true);
  private final Map<SourceFile, FileSymbols> symbols = new HashMap<>();
  private final List<AttributionFailure> failures = new ArrayList<>();

  Attribution(ExtractionOptions options, TaskListener listener) {
    this.options = options;
    this.listener = listener;
  }

  /**
   * Attributes all files that could be parsed.
   *
   * @param progress is told how many files are done
   */
  void run(Collection<ExtractedFile> files, LongConsumer progress) {
    List<ExtractedFile> parsed = files.stream().filter(file -> file.outline() != null).toList();
    parsed.forEach(
        file -> pool.declarePackage(Objects.requireNonNull(file.outline()).packageName()));
    AttributionPlan plan = AttributionPlan.of(parsed, options.classPath());
    if (!plan.leftOut().isEmpty()) {
      failures.add(
          AttributionFailure.of(
              plan.leftOut(), "other files declare the same types, too many times"));
    }
    List<AttributionBatch> batches = new ArrayList<>(plan.batches());
    batches.sort(Comparator.comparingLong(AttributionBatch::size).reversed());
    ExecutorService workers =
        Executors.newFixedThreadPool(
            Math.min(options.threads(), MAXIMUM_THREADS),
            task -> {
              Thread thread = new Thread(null, task, "attribute-java", STACK_BYTES);
              thread.setDaemon(true);
              return thread;
            });
    try {
      CompletionService<AttributedBatch> service = new ExecutorCompletionService<>(workers);
      batches.forEach(batch -> service.submit(() -> attribute(batch)));
      long done = 0;
      for (int i = 0; i < batches.size(); i++) {
        AttributedBatch attributed = service.take().get();
        attributed.symbols().forEach((file, found) -> symbols.put(file.file(), found));
        failures.addAll(attributed.failures());
        done += attributed.files();
        progress.accept(done);
      }
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("failures are results", impossible);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw ExtractErrors.interrupted();
    } finally {
      workers.shutdownNow();
    }
    failures.sort(Comparator.comparing(AttributionFailure::firstPath));
  }

  /** What a file's names mean; null if it was not attributed. */
  @Nullable FileSymbols of(SourceFile file) {
    return symbols.get(file);
  }

  SymbolPool pool() {
    return pool;
  }

  /** Files that were not attributed though they could be parsed, in the order of their paths. */
  List<AttributionFailure> failures() {
    return failures;
  }

  /** Waits until there is room: a batch that is larger than all of it goes alone. */
  private AttributedBatch attribute(AttributionBatch batch) throws InterruptedException {
    int size = (int) Math.min(room, batch.size() >> 10);
    free.acquire(size);
    try {
      return new AttributionCompiler(options, pool, listener).attribute(batch);
    } catch (IOException | RuntimeException | Error failure) {
      // The compiler's own ways to give up (Abort, FatalError, assertions) are errors; memory and
      // stack are free again once it has.
      return AttributedBatch.failed(batch, failure);
    } finally {
      free.release(size);
    }
  }
}
