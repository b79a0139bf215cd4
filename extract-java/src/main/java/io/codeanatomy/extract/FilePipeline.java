// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Extracts files by several threads and hands their rows over in the order of the files.
 *
 * <p>Memory is bounded by a window: the files that are under way or wait for their turn hold no
 * more than a number of bytes together, or are no more than the threads.
 */
final class FilePipeline implements AutoCloseable {

  /** Of source text; rows and syntax trees take many times that while they are held. */
  private static final long WINDOW_BYTES = 8L << 20;

  private static final int WINDOW_FILES_PER_THREAD = 256;

  /** For the compiler's recursive descent into nested code; memory is taken as it is used. */
  private static final long STACK_BYTES = 64L << 20;

  private record Pending(SourceFile file, Future<FileRows> rows) {}

  private final ExtractionOptions options;
  private final ExecutorService workers;
  private final ConcurrentLinkedQueue<FileExtractor> idle = new ConcurrentLinkedQueue<>();
  private final ArrayDeque<Pending> window = new ArrayDeque<>();
  private long windowBytes;

  FilePipeline(ExtractionOptions options) {
    this.options = options;
    ThreadFactory threads =
        task -> {
          Thread thread = new Thread(null, task, "extract-java", STACK_BYTES);
          thread.setDaemon(true);
          return thread;
        };
    this.workers = Executors.newFixedThreadPool(options.threads(), threads);
    // Fails here, not in a worker, if there is no compiler.
    idle.add(new FileExtractor(options.maximumFileBytes()));
  }

  /** Hands over the rows of each file; the consumer is called by the calling thread only. */
  void run(List<SourceFile> files, Consumer<FileRows> consumer) {
    Iterator<SourceFile> next = files.iterator();
    while (next.hasNext() || !window.isEmpty()) {
      while (next.hasNext() && hasRoom()) {
        submit(next.next());
      }
      consumer.accept(take());
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
    boolean interrupted = false;
    try {
      // A worker ends with its file; only then its file manager may be closed.
      interrupted = !workers.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
      interrupted = true;
    }
    if (!interrupted) {
      idle.forEach(FileExtractor::close);
    }
  }

  private boolean hasRoom() {
    return window.size() < options.threads()
        || (windowBytes < WINDOW_BYTES
            && window.size() < options.threads() * WINDOW_FILES_PER_THREAD);
  }

  private void submit(SourceFile file) {
    windowBytes += file.size();
    window.add(new Pending(file, workers.submit(() -> extract(file))));
  }

  private FileRows take() {
    Pending pending = window.remove();
    windowBytes -= pending.file.size();
    try {
      return pending.rows.get();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw ExtractErrors.interrupted();
    } catch (ExecutionException failure) {
      Throwable cause = failure.getCause();
      if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("extraction of " + pending.file.path() + " failed", cause);
    }
  }

  private FileRows extract(SourceFile file) {
    FileExtractor taken = idle.poll();
    FileExtractor extractor = taken == null ? new FileExtractor(options.maximumFileBytes()) : taken;
    try {
      return extractor.extract(file);
    } finally {
      idle.add(extractor);
    }
  }
}
