// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A file to extract from.
 *
 * @param id {@code stable_hash64(path)}
 * @param path relative to its source, with {@code /}
 * @param size bytes as the source lists them; 0 if it does not say
 * @param reader reads at most so many bytes of it
 */
record SourceFile(long id, String path, long size, Reader reader) {

  /** Reads a file's first bytes, all of them if they are not more than the maximum. */
  interface Reader {
    byte[] read(int maximum) throws IOException;
  }

  static SourceFile of(String path, long size, Reader reader) {
    return new SourceFile(idOf(path), path, size, reader);
  }

  /** {@code stable_hash64(path)} of the function library: SHA-256 of the length-prefixed path. */
  static long idOf(String path) {
    byte[] part = path.getBytes(StandardCharsets.UTF_8);
    MessageDigest digest = sha256();
    digest.update((part.length + ":").getBytes(StandardCharsets.UTF_8));
    byte[] hash = digest.digest(part);
    long id = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      id = (id << Byte.SIZE) | (hash[i] & 0xFF);
    }
    return id & Long.MAX_VALUE;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
