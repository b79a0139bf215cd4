// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what people want to see of a Javadoc comment. */
final class Javadoc {

  private static final Pattern INLINE_TAG = Pattern.compile("\\{@\\w+\\s+([^{}]*)\\}");
  private static final Pattern MARKUP = Pattern.compile("</?[a-zA-Z][^>]*>");
  private static final Pattern END = Pattern.compile("(?<=[.!?])\\s|\\s@[a-z]+\\s");

  private Javadoc() {}

  /** The first sentence of a comment as it stands in the source, on one line, without markup. */
  static String firstSentence(String comment) {
    String text =
        comment
            .strip()
            .replaceFirst("^/\\*\\*", "")
            .replaceFirst("\\*/$", "")
            .replaceAll("(?m)^\\s*\\*", "");
    text = INLINE_TAG.matcher(text).replaceAll(tag -> Matcher.quoteReplacement(tag.group(1)));
    text = MARKUP.matcher(text).replaceAll("").replaceAll("\\s+", " ").strip();
    Matcher end = END.matcher(text);
    String sentence = end.find() ? text.substring(0, end.start()) : text;
    return sentence
        .strip()
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }
}
