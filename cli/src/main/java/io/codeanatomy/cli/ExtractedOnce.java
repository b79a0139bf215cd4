// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.extract.JavaExtractor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * Remembers which sources a folder of extraction tables was made of, and by which extractor, in a
 * file beside the tables.
 */
final class ExtractedOnce {

  private static final String FILE = ".made-of";

  private final Path memory;
  private final String fingerprint;

  /** Tables in a folder, out of one archive of sources. */
  ExtractedOnce(Path tables, Path sources) {
    this.memory = tables.resolve(FILE);
    this.fingerprint = "sources " + sha256(sources) + "\nextractor " + extractor() + "\n";
  }

  /** Whether the tables are those of these sources, by this extractor. */
  boolean isThere() {
    try {
      return Files.exists(memory) && Files.readString(memory).equals(fingerprint);
    } catch (IOException e) {
      // Whatever it is, it is not ours: extracting again is right.
      return false;
    }
  }

  /** Forgets, so that an extraction that fails half-way is not taken for one that is done. */
  void forget() {
    try {
      Files.deleteIfExists(memory);
    } catch (IOException e) {
      throw CliErrors.unwritableFolder(memory, e);
    }
  }

  /** Remembers that the tables are there. */
  void remember() {
    try {
      Files.writeString(memory, fingerprint);
    } catch (IOException e) {
      throw CliErrors.unwritableFolder(memory, e);
    }
  }

  /** The hash of the extractor's code; its version says too little in a checkout. */
  private static String extractor() {
    CodeSource code = JavaExtractor.class.getProtectionDomain().getCodeSource();
    try {
      return sha256(Path.of(code.getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of a file, or of all files in a folder. */
  private static String sha256(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw CliErrors.unreadableSources(path, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
