// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

/** How far extraction got with a file; the column {@code status} of {@code files}. */
enum FileStatus {
  PARSED("parsed"),
  PARSED_WITH_ERRORS("parsed_with_errors"),
  /** Read, but the compiler gave no tree: lines, comments and diagnostics only. */
  NOT_PARSED("not_parsed"),
  /** Not even read: diagnostics only. */
  NOT_READ("not_read");

  private final String text;

  FileStatus(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
