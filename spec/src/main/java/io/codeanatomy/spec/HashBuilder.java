// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.Blake3;

/**
 * Hashes a sequence of named values, so that no two different sequences can be the same bytes:
 * every hash starts with the hash version and a domain, and every name and value is preceded by its
 * type and its length.
 *
 * <pre>{@code
 * String hash = HashBuilder.ofDomain("envelope")
 *     .text("engine", version)
 *     .hash("spec_hash", hashes.specHash())
 *     .hex();
 * }</pre>
 *
 * <p>The order of the calls matters. A builder is used once, by one thread.
 */
public final class HashBuilder {

  /** Goes up when anything about the hashes changes; hashes of different versions never meet. */
  public static final int HASH_VERSION = 1;

  private static final int HASH_BYTES = 32;

  private static final byte ABSENT = 0;
  private static final byte TEXT = 1;
  private static final byte INTEGER = 2;
  private static final byte LIST = 3;
  private static final byte HASH = 4;

  private final Blake3 digest = Blake3.initHash();

  private HashBuilder(String domain) {
    bytes("codeanatomy".getBytes(StandardCharsets.UTF_8));
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(HASH_VERSION).array());
    bytes(domain.getBytes(StandardCharsets.UTF_8));
  }

  /** A hash of one kind of thing; hashes of different domains are different. */
  public static HashBuilder ofDomain(String domain) {
    return new HashBuilder(domain);
  }

  /** Adds a text; the empty text is not the same as none. */
  public HashBuilder text(String name, String value) {
    return field(name, TEXT, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a text or its absence. */
  public HashBuilder text(String name, Optional<String> value) {
    return value.isPresent() ? text(name, value.get()) : field(name, ABSENT, new byte[0]);
  }

  /** Adds an integer. */
  public HashBuilder integer(String name, long value) {
    return field(name, INTEGER, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }

  /** Adds a list of texts; its boundaries count. */
  public HashBuilder texts(String name, List<String> values) {
    field(name, LIST, ByteBuffer.allocate(Integer.BYTES).putInt(values.size()).array());
    values.forEach(value -> bytes(value.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  /**
   * Adds another hash.
   *
   * @param hex a hash as {@link #hex} gives it
   * @throws IllegalArgumentException if it is none
   */
  public HashBuilder hash(String name, String hex) {
    byte[] value = HexFormat.of().parseHex(hex);
    if (value.length != HASH_BYTES) {
      throw new IllegalArgumentException("not a hash of " + HASH_BYTES + " bytes: " + hex);
    }
    return field(name, HASH, value);
  }

  /** The hash: BLAKE3, 32 bytes, 64 lower-case hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(digest.doFinalize(HASH_BYTES));
  }

  private HashBuilder field(String name, byte type, byte[] value) {
    bytes(name.getBytes(StandardCharsets.UTF_8));
    digest.update(new byte[] {type});
    bytes(value);
    return this;
  }

  private void bytes(byte[] value) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
    digest.update(value);
  }
}
