// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

/**
 * The codes of this module's diagnostics; {@code docs/errors.md} has a section for each. A code is
 * never given a new meaning.
 */
enum SpecErrorCode {
  UNREADABLE("001"),
  NOT_UTF8("002"),
  NOT_A_SPEC("003"),
  SYNTAX("004"),
  DUPLICATE_KEY("005"),
  YAML_FEATURE("006"),
  TOO_LARGE("007"),
  UNKNOWN_FIELD("008"),
  MISSING_FIELD("009"),
  WRONG_TYPE("010"),
  UNKNOWN_WORD("011"),
  OUT_OF_RANGE("012"),
  UNSUPPORTED_VERSION("013"),
  BAD_TEXT("014"),
  BAD_NAME("020"),
  DUPLICATE_NAME("021"),
  UNKNOWN_RELATION("022"),
  CYCLE("023"),
  KIND_MISMATCH("024"),
  DEPENDENCY_MISMATCH("025"),
  NO_OUTPUTS("026"),
  NOT_A_VIEW("027"),
  OVERLAPPING_LOCATIONS("028"),
  NEGATIVE_VERSION("029"),
  JOIN_WITHOUT_KEYS("030"),
  SPAN_WITHOUT_KEY("031"),
  PAIR_FORM("032"),
  KEEP_WITHOUT_SPAN("033"),
  TWO_COLUMNS("034"),
  EMPTY_LIST("035"),
  DUPLICATE_COLUMN("036"),
  AGGREGATE_ORDER("037"),
  AGGREGATE_COLUMN("038"),
  AGGREGATE_DISTINCT("039"),
  NOT_POSITIVE("040"),
  REPEATED_SOURCE("041"),
  JOIN_GRAPH("042"),
  TEMPLATE("043"),
  PARTITION("045"),
  UNUSED_VIEW("050"),
  UNUSED_INPUT("051"),
  RANK_ORDER("060"),
  CHANGES_OF_A_VIEW("070"),
  VERSION_ORDER("071"),
  METADATA_RELATION("072");

  private final String number;

  SpecErrorCode(String number) {
    this.number = number;
  }

  /** The code as people see it, such as {@code CA-SPEC-004}. */
  String text() {
    return "CA-SPEC-" + number;
  }

  /** An error with this code. */
  Diagnostic at(String pointer, String message) {
    return Diagnostic.error(text(), pointer, message);
  }

  /** An error with this code and what to do about it. */
  Diagnostic at(String pointer, String message, String hint) {
    return at(pointer, message).withHint(hint);
  }
}
