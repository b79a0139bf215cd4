// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of {@code comments}. They need no syntax tree, but for what javadoc comments document. */
final class CommentRows {

  private CommentRows() {}

  /**
   * Adds all comments.
   *
   * @param documentable what a javadoc comment may document, by its start
   */
  static void add(SourceText text, Tokens tokens, Map<Integer, Span> documentable, RowBuffer rows) {
    List<Comment> comments = tokens.comments();
    for (int i = 0; i < comments.size(); i++) {
      Comment comment = comments.get(i);
      rows.add(comment.span())
          .add((long) i)
          .add(comment.kind().text())
          .add(owner(i, tokens, documentable))
          .add(Texts.bounded(text.text(comment.span())))
          .end();
    }
  }

  /** What begins right behind a javadoc comment, other comments aside, if no other is nearer. */
  private static @Nullable Span owner(int index, Tokens tokens, Map<Integer, Span> documentable) {
    List<Comment> comments = tokens.comments();
    Comment comment = comments.get(index);
    if (comment.kind() != Comment.Kind.JAVADOC || comment.nextToken() == tokens.size()) {
      return null;
    }
    for (int next = index + 1; next < comments.size(); next++) {
      if (comments.get(next).nextToken() != comment.nextToken()) {
        break;
      }
      if (comments.get(next).kind() == Comment.Kind.JAVADOC) {
        return null;
      }
    }
    return documentable.get(tokens.start(comment.nextToken()));
  }
}
