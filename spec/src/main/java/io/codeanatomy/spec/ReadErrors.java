// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** What can be wrong with a document before it is a spec. */
final class ReadErrors {

  private ReadErrors() {}

  // The file.

  static Diagnostic missingFile(Path path) {
    return Diagnostic.error(SpecErrorCode.UNREADABLE.text(), "the file " + path + " does not exist")
        .withHint("give the path of a JSON or YAML file");
  }

  static Diagnostic notAFile(Path path) {
    return Diagnostic.error(
            SpecErrorCode.UNREADABLE.text(), "the file " + path + " is not a file but a directory")
        .withHint("give the path of a JSON or YAML file");
  }

  static Diagnostic unreadable(Path path, String reason) {
    return Diagnostic.error(
            SpecErrorCode.UNREADABLE.text(), "the file " + path + " cannot be read: " + reason)
        .withHint("check the file and its permissions");
  }

  static Diagnostic notUtf8(long byteOffset) {
    return SpecErrorCode.NOT_UTF8.at(
        "", "the document is not UTF-8: byte " + byteOffset + " does not fit", "save it as UTF-8");
  }

  // The syntax.

  static Diagnostic empty() {
    return SpecErrorCode.NOT_A_SPEC
        .at("", "the document is empty", "a spec starts with version: " + Spec.VERSION)
        .at(1, 1);
  }

  static Diagnostic notAnObject(Node found) {
    return SpecErrorCode.NOT_A_SPEC.at(
        "",
        "a spec is an object, but the document is " + found.described(),
        "a spec starts with version: " + Spec.VERSION);
  }

  static Diagnostic notParameterValues(Node found) {
    return SpecErrorCode.NOT_A_SPEC.at(
        "",
        "the values of parameters are an object, but the document is " + found.described(),
        "write a line for each: name: value");
  }

  static Diagnostic syntax(String language, String problem) {
    return SpecErrorCode.SYNTAX.at("", "this is not " + language + ": " + problem);
  }

  static Diagnostic jsonComment() {
    return SpecErrorCode.SYNTAX.at(
        "",
        "this is not JSON: JSON has no comments",
        "remove the comment, or write the spec in YAML");
  }

  static Diagnostic duplicateKey(String pointer, String key, Position first) {
    return SpecErrorCode.DUPLICATE_KEY.at(
        pointer,
        "the field \"" + Words.shortened(key) + "\" is already given in line " + first.line(),
        "remove one of the two");
  }

  static Diagnostic severalDocuments() {
    return SpecErrorCode.YAML_FEATURE.at(
        "", "a spec is one YAML document, and here starts another", "put each into its own file");
  }

  static Diagnostic keyIsNotText(String pointer, String found) {
    return SpecErrorCode.YAML_FEATURE.at(
        pointer, "the name of a field must be text, but it is " + found, "put it into quotes");
  }

  static Diagnostic tag(String pointer, String tag) {
    return SpecErrorCode.YAML_FEATURE.at(
        pointer, "YAML tags have no meaning in a spec: " + Words.shortened(tag), "remove the tag");
  }

  static Diagnostic mergeKey(String pointer) {
    return SpecErrorCode.YAML_FEATURE.at(
        pointer, "YAML merge keys (<<) have no meaning in a spec", "write the fields out");
  }

  static Diagnostic unknownAlias(String pointer, String anchor) {
    return SpecErrorCode.YAML_FEATURE.at(
        pointer,
        "the alias *" + Words.shortened(anchor) + " has no anchor before it that is complete",
        "define &" + Words.shortened(anchor) + " before it is used, and not around its use");
  }

  static Diagnostic tooManyAliases(String pointer, int limit) {
    return SpecErrorCode.TOO_LARGE.at(
        pointer,
        "the aliases of the document stand for more than " + limit + " values",
        "write out what is meant, or use fewer aliases");
  }

  static Diagnostic tooDeep(String pointer, int limit) {
    return SpecErrorCode.TOO_LARGE.at(
        pointer, "the document is nested more than " + limit + " levels deep", "make it flatter");
  }

  static Diagnostic tooLarge(int limit) {
    return SpecErrorCode.TOO_LARGE.at(
        "", "the document is larger than " + limit + " bytes", "generate fewer views");
  }

  static Diagnostic notUnicode(String pointer) {
    return SpecErrorCode.BAD_TEXT.at(
        pointer, "the text holds half of a surrogate pair", "escape both halves or neither");
  }

  // The fields.

  /** {@code free} are those of the allowed names that the object does not hold yet. */
  static Diagnostic unknownField(
      String pointer, String name, Collection<String> free, Collection<String> allowed) {
    return SpecErrorCode.UNKNOWN_FIELD
        .at(pointer, "unknown field \"" + Words.shortened(name) + "\"")
        .withHint(didYouMean(name, free) + "allowed here: " + String.join(", ", allowed));
  }

  static Diagnostic missingField(String pointer, String name) {
    return SpecErrorCode.MISSING_FIELD.at(
        pointer, "the field \"" + name + "\" is missing", "add \"" + name + "\"");
  }

  static Diagnostic wrongType(String pointer, String expected, Node found, String hint) {
    return SpecErrorCode.WRONG_TYPE.at(
        pointer,
        "expected " + expected + ", found " + found.described(),
        found instanceof Node.Null ? "give a value; only an optional field may be null" : hint);
  }

  static Diagnostic unknownWord(String pointer, String what, String found, List<String> allowed) {
    return SpecErrorCode.UNKNOWN_WORD
        .at(pointer, "unknown " + what + " \"" + Words.shortened(found) + "\"")
        .withHint(didYouMean(found, allowed) + "allowed: " + String.join(", ", allowed));
  }

  static Diagnostic outOfRange(String pointer, String literal, String range) {
    return SpecErrorCode.OUT_OF_RANGE.at(
        pointer, "the number " + Words.shortened(literal) + " is out of range", range);
  }

  static Diagnostic unsupportedVersion(String pointer, String found) {
    return SpecErrorCode.UNSUPPORTED_VERSION.at(
        pointer,
        "version " + Words.shortened(found) + " of the spec language is unknown",
        "this engine reads version " + Spec.VERSION);
  }

  static Diagnostic blank(String pointer) {
    return SpecErrorCode.BAD_TEXT.at(pointer, "the text is blank", "write what is meant");
  }

  private static String didYouMean(String word, Collection<String> allowed) {
    return Words.didYouMean(word, allowed).map(question -> question + " ").orElse("");
  }
}
