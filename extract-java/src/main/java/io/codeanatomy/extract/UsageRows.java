// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of {@code refs}, {@code calls} and {@code call_args}. */
final class UsageRows {

  /** Words that stand where names do. */
  static final Set<String> KEYWORDS = Set.of("this", "super", "class");

  private final FileContext file;

  UsageRows(FileContext file) {
    this.file = file;
  }

  void reference(Node node, IdentifierTree identifier) {
    reference(node, identifier.getName().toString(), kind(node, "name"));
  }

  void reference(Node node, MemberSelectTree select) {
    reference(node, select.getIdentifier().toString(), kind(node, "member"));
  }

  void reference(Node node, MemberReferenceTree reference) {
    reference(node, reference.getName().toString(), "member");
  }

  void call(Node node, MethodInvocationTree call) {
    ExpressionTree callee = call.getMethodSelect();
    String name = NamePlaces.simpleName(callee);
    Span span = file.places().of(callee);
    Span nameSpan = span == null ? null : file.name(span, name);
    if (nameSpan != null) {
      String kind = name.equals("this") || name.equals("super") ? name : "method";
      Tree receiver = callee instanceof MemberSelectTree select ? select.getExpression() : null;
      call(node, kind, nameSpan, name, receiver, call.getArguments());
    }
  }

  void call(Node node, NewClassTree call) {
    Tree type = NamePlaces.simpleType(call.getIdentifier());
    Span nameSpan = file.namePlaces().ofConstructor(node, call);
    if (nameSpan != null) {
      boolean constant = file.places().of(type) == null;
      Tree outer = constant ? null : call.getEnclosingExpression();
      String kind = constant ? "enum_constant" : "constructor";
      call(node, kind, nameSpan, NamePlaces.simpleName(type), outer, call.getArguments());
    }
  }

  private void call(
      Node node,
      String kind,
      Span calleeSpan,
      String callee,
      @Nullable Tree receiver,
      List<? extends Tree> arguments) {
    Span receiverSpan = receiver == null ? null : file.places().of(receiver);
    file.rows()
        .table(ExtractionTables.CALLS)
        .add(node.span())
        .add(node.id())
        .add(kind)
        .add(calleeSpan)
        .add(callee)
        .add(receiverSpan)
        .add(receiverSpan == null ? null : Texts.bounded(file.text().text(receiverSpan)))
        .add(arguments.size())
        .end();
    for (int i = 0; i < arguments.size(); i++) {
      Span argument = file.places().of(arguments.get(i));
      if (argument != null) {
        file.rows()
            .table(ExtractionTables.CALL_ARGS)
            .add(argument)
            .add(node.id())
            .add(node.span())
            .add(i)
            .add(Texts.bounded(file.text().text(argument)))
            .end();
      }
    }
  }

  private void reference(Node node, String name, String kind) {
    if (node.usage() == Usage.NONE || KEYWORDS.contains(name)) {
      return;
    }
    Span span = file.name(node.span(), name);
    if (span == null) {
      return;
    }
    boolean callee = node.usage() == Usage.CALLEE || node.usage() == Usage.CONSTRUCTOR;
    file.rows()
        .table(ExtractionTables.REFS)
        .add(span)
        .add(node.id())
        .add(name)
        .add(kind)
        .add(node.usage() == Usage.WRITE ? "write" : "read")
        .add(callee)
        .end();
  }

  private static String kind(Node node, String otherwise) {
    if (node.usage().isType()) {
      return "type";
    }
    return node.usage() == Usage.ELEMENT ? "member" : otherwise;
  }
}
