// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads a document's file: bytes → text. */
final class DocumentFile {

  /** A view takes about a kilobyte, so this is room for tens of thousands. */
  static final int MAX_BYTES = 64 << 20;

  private DocumentFile() {}

  /**
   * Reads a file.
   *
   * @throws DiagnosticException if it cannot be read or is not UTF-8
   */
  static SpecSource read(Path path) {
    return SpecSource.of(Optional.of(path), decoded(bytes(path), path));
  }

  private static byte[] bytes(Path path) {
    try {
      if (Files.isDirectory(path)) {
        throw new DiagnosticException(ReadErrors.notAFile(path));
      }
      if (Files.size(path) > MAX_BYTES) {
        throw new DiagnosticException(ReadErrors.tooLarge(MAX_BYTES));
      }
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new DiagnosticException(ReadErrors.missingFile(path), e);
    } catch (IOException e) {
      throw new DiagnosticException(ReadErrors.unreadable(path, reason(e)), e);
    }
  }

  private static String reason(IOException error) {
    return error instanceof AccessDeniedException
        ? "permission denied"
        : String.valueOf(error.getMessage());
  }

  private static String decoded(byte[] bytes, Path path) {
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CharBuffer output = CharBuffer.allocate(bytes.length + 1);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result = decoder.decode(input, output, true);
    if (result.isError()) {
      String before = output.flip().toString();
      Position position = new LineIndex(before).position(before.length());
      throw new DiagnosticException(
          List.of(ReadErrors.notUtf8(input.position()).at(position.line(), position.column())),
          new SpecSource(Optional.of(path), before));
    }
    return output.flip().toString();
  }
}
