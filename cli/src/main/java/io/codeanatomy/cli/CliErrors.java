// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import java.nio.file.Path;

/** Every error of the command itself; {@code docs/errors.md} has a section for each code. */
final class CliErrors {

  private CliErrors() {}

  static DiagnosticException outOfMemory() {
    return error(
        "CA-CLI-002",
        "The memory of the Java process is used up.",
        "Give it more, for example CODEANATOMY_JAVA_OPTIONS=-Xmx4g.");
  }

  static DiagnosticException notACheckout(String what) {
    return error(
        "CA-CLI-003",
        "The quickstart needs " + what + ", which is not there.",
        "Run bin/codeanatomy of a checkout; it builds what is missing.");
  }

  static DiagnosticException unreadableSources(Path sources, Throwable cause) {
    return new DiagnosticException(
        Diagnostic.error(
                "CA-CLI-004", "The sources " + sources + " cannot be read: " + cause.getMessage())
            .withHint("Remove the file, and build again."),
        cause);
  }

  static DiagnosticException unwritableFolder(Path file, Throwable cause) {
    return new DiagnosticException(
        Diagnostic.error(
                "CA-CLI-005", "The file " + file + " cannot be written: " + cause.getMessage())
            .withHint("Give an output folder that you may write to."),
        cause);
  }

  private static DiagnosticException error(String code, String message, String hint) {
    return new DiagnosticException(Diagnostic.error(code, message).withHint(hint));
  }
}
