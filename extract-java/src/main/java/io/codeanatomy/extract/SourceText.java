// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The text of a source file, and the way from its characters back to the file's own bytes.
 *
 * <p>Characters are UTF-16 units counted from behind the byte order mark, as the compiler counts
 * them. A file is UTF-8 if all of it is valid UTF-8, otherwise it is read as ISO-8859-1, where any
 * bytes are valid and a character is a byte: offsets always mean the bytes of the file.
 */
final class SourceText {

  private static final int BYTE_ORDER_MARK_SIZE = 3;

  private final byte[] bytes;
  private final char[] characters;
  private final Charset charset;
  private final int textStart;

  /** The byte of each character and of the end; null if characters and bytes run side by side. */
  private final int @Nullable [] byteOffsets;

  private SourceText(byte[] bytes, char[] characters, Charset charset, int textStart) {
    this.bytes = bytes;
    this.characters = characters;
    this.charset = charset;
    this.textStart = textStart;
    this.byteOffsets =
        characters.length == bytes.length - textStart ? null : byteOffsets(characters, textStart);
  }

  static SourceText of(byte[] bytes) {
    int textStart = startsWithByteOrderMark(bytes) ? BYTE_ORDER_MARK_SIZE : 0;
    try {
      CharBuffer decoded =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, textStart, bytes.length - textStart));
      char[] characters = new char[decoded.remaining()];
      decoded.get(characters);
      return new SourceText(bytes, characters, StandardCharsets.UTF_8, textStart);
    } catch (CharacterCodingException notUtf8) {
      char[] characters = new String(bytes, StandardCharsets.ISO_8859_1).toCharArray();
      return new SourceText(bytes, characters, StandardCharsets.ISO_8859_1, 0);
    }
  }

  /** The file as it is. */
  byte[] bytes() {
    return bytes;
  }

  /** The text without the byte order mark; not to be changed. */
  char[] characters() {
    return characters;
  }

  int length() {
    return characters.length;
  }

  Charset charset() {
    return charset;
  }

  /** Whether the file is not valid UTF-8. */
  boolean isFallback() {
    return charset.equals(StandardCharsets.ISO_8859_1);
  }

  boolean hasByteOrderMark() {
    return textStart > 0;
  }

  /** The text of a span as it is written. */
  String text(Span span) {
    return new String(characters, span.start(), span.length());
  }

  /** The first byte of the character at an index; inside a surrogate pair, of the pair. */
  long startByte(int index) {
    return byteOffsets == null ? index + (long) textStart : byteOffsets[index];
  }

  /** The byte behind the last character before an index; inside a surrogate pair, of the pair. */
  long endByte(int index) {
    boolean insidePair =
        index > 0
            && index < characters.length
            && Character.isSurrogatePair(characters[index - 1], characters[index]);
    return startByte(insidePair ? index + 1 : index);
  }

  private static boolean startsWithByteOrderMark(byte[] bytes) {
    return bytes.length >= BYTE_ORDER_MARK_SIZE
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }

  private static int[] byteOffsets(char[] characters, int textStart) {
    int[] offsets = new int[characters.length + 1];
    int at = textStart;
    for (int i = 0; i < characters.length; i++) {
      char c = characters[i];
      offsets[i] = at;
      if (c < 0x80) {
        at += 1;
      } else if (c < 0x800) {
        at += 2;
      } else if (Character.isHighSurrogate(c)) {
        offsets[++i] = at;
        at += 4;
      } else {
        at += 3;
      }
    }
    offsets[characters.length] = at;
    return offsets;
  }
}
