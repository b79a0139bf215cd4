// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.utils.CloseableIterator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A local file that Delta Kernel writes: a log entry, a checkpoint, a checksum. */
record LocalOutput(String path) implements OutputFile {

  @Override
  public PositionOutputStream create(boolean putIfAbsent) throws IOException {
    return new Stream(
        AtomicFile.open(LocalFileIO.path(path), AtomicFile.Existing.of(!putIfAbsent)));
  }

  @Override
  public void writeAtomically(CloseableIterator<String> lines, boolean overwrite)
      throws IOException {
    try (lines;
        AtomicFile file =
            AtomicFile.open(LocalFileIO.path(path), AtomicFile.Existing.of(overwrite))) {
      OutputStream buffered = new BufferedOutputStream(file.stream(), 1 << 16);
      while (lines.hasNext()) {
        buffered.write(lines.next().getBytes(StandardCharsets.UTF_8));
        buffered.write('\n');
      }
      buffered.flush();
      file.publish();
    }
  }

  /** Publishes the file when it is closed, unless writing to it had failed. */
  private static final class Stream extends PositionOutputStream {

    private final AtomicFile file;
    private final OutputStream buffered;
    private long position;
    private boolean failed;
    private boolean closed;

    Stream(AtomicFile file) {
      this.file = file;
      this.buffered = new BufferedOutputStream(file.stream(), 1 << 16);
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      failed = true;
      buffered.write(bytes, offset, length);
      failed = false;
      position += length;
    }

    @Override
    public void flush() throws IOException {
      buffered.flush();
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      try (file) {
        if (!failed) {
          buffered.flush();
          file.publish();
        }
      }
    }
  }
}
