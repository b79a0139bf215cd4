// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.function.FunctionDeclaration;
import io.codeanatomy.engine.function.FunctionExample;
import io.codeanatomy.engine.function.FunctionGroup;
import io.codeanatomy.engine.function.FunctionParameter;
import io.codeanatomy.engine.function.FunctionSignature;
import io.codeanatomy.engine.function.MetadataFunction;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The function library for people and for programs. */
final class FunctionsShown {

  private static final String RELATIONS = "Relations";

  private FunctionsShown() {}

  /** Every function by its signature and the first sentence of its meaning, group by group. */
  static String overview(List<FunctionDeclaration> declarations, Ansi ansi) {
    StringBuilder text = new StringBuilder();
    for (FunctionGroup group : FunctionGroup.values()) {
      List<FunctionDeclaration> ofGroup =
          declarations.stream().filter(d -> d.group() == group).toList();
      if (ofGroup.isEmpty()) {
        continue;
      }
      text.append(text.isEmpty() ? "" : "\n").append(ansi.bold(group.title())).append('\n');
      for (FunctionDeclaration declaration : ofGroup) {
        for (FunctionSignature signature : declaration.signatures()) {
          text.append(Wrapped.of(signature.text(), "  ", "      "));
        }
        text.append(ansi.dim(Wrapped.of(declaration.summary(), "    ", "    ")));
      }
    }
    text.append('\n').append(ansi.bold(RELATIONS)).append('\n');
    for (MetadataFunction relation : MetadataFunction.ALL) {
      text.append(Wrapped.of(relation.signature(), "  ", "      "));
      text.append(ansi.dim(Wrapped.of(relation.summary(), "    ", "    ")));
      text.append(ansi.dim(Wrapped.of("Columns: " + columns(relation) + ".", "    ", "    ")));
    }
    return text.append('\n')
        .append("'codeanatomy functions NAME' shows one of them with its examples.\n")
        .toString();
  }

  private static String columns(MetadataFunction relation) {
    return relation.columns().stream()
        .map(MetadataFunction.Column::name)
        .collect(Collectors.joining(", "));
  }

  /** All that there is to know of a relation. */
  static String page(MetadataFunction relation, Ansi ansi) {
    StringBuilder text = new StringBuilder();
    text.append(ansi.bold(relation.signature()))
        .append("\n\n")
        .append(Wrapped.of(relation.meaning(), "", ""))
        .append("\nWhere a relation is named, as in {kind: Filter, source: ")
        .append(relation.name())
        .append("(orders), …}.\n\n")
        .append(ansi.bold("Columns"))
        .append('\n');
    for (MetadataFunction.Column column : relation.columns()) {
      text.append("  ").append(column.name()).append(' ').append(column.type()).append('\n');
      text.append(ansi.dim(Wrapped.of(column.meaning(), "    ", "    ")));
    }
    return text.toString();
  }

  /** All that there is to know of a function. */
  static String page(FunctionDeclaration declaration, Ansi ansi) {
    StringBuilder text = new StringBuilder();
    for (FunctionSignature signature : declaration.signatures()) {
      text.append(ansi.bold(Wrapped.of(signature.text(), "", "    ")));
    }
    text.append('\n')
        .append(Wrapped.of(declaration.meaning(), "", ""))
        .append('\n')
        .append(Wrapped.of("NULLs: " + declaration.nulls(), "", ""))
        .append(Wrapped.of("Determinism: " + declaration.determinism().meaning() + ".", "", ""))
        .append('\n')
        .append(ansi.bold("Examples"))
        .append('\n');
    for (FunctionExample example : declaration.examples()) {
      if (!example.rows().isEmpty()) {
        text.append(ansi.dim(Wrapped.of("over " + example.rows(), "  ", "      ")));
      }
      text.append("  ")
          .append(visible(example.call()))
          .append("\n    → ")
          .append(visible(example.result()))
          .append('\n');
    }
    return text.toString();
  }

  /** Control characters, which a terminal would act on, as escapes. */
  private static String visible(String text) {
    return text.replace("\t", "\\t").replace("\n", "\\n");
  }

  static String json(List<FunctionDeclaration> declarations) {
    return Json.object(
        json ->
            json.list("functions", declarations, (item, d) -> fields(item, d))
                .list("relations", MetadataFunction.ALL, (item, r) -> fields(item, r)));
  }

  static String json(MetadataFunction relation) {
    return Json.object(json -> fields(json, relation));
  }

  private static void fields(Json json, MetadataFunction relation) throws IOException {
    json.field("name", relation.name())
        .field("kind", "relation")
        .field("group", "relations")
        .field("signature", relation.signature())
        .field("summary", relation.summary())
        .field("meaning", relation.meaning())
        .list(
            "columns",
            relation.columns(),
            (item, column) ->
                item.field("name", column.name())
                    .field("type", column.type())
                    .field("meaning", column.meaning()));
  }

  static String json(FunctionDeclaration declaration) {
    return Json.object(json -> fields(json, declaration));
  }

  private static void fields(Json json, FunctionDeclaration declaration) throws IOException {
    json.field("name", declaration.name())
        .field("kind", word(declaration.kind()))
        .field("group", word(declaration.group()))
        .list("signatures", declaration.signatures(), FunctionsShown::signature)
        .field("summary", declaration.summary())
        .field("meaning", declaration.meaning())
        .field("nulls", declaration.nulls())
        .field("determinism", word(declaration.determinism()))
        .list("examples", declaration.examples(), FunctionsShown::example);
  }

  private static void signature(Json json, FunctionSignature signature) throws IOException {
    json.field("text", signature.text())
        .list("parameters", signature.parameters(), FunctionsShown::parameter)
        .field("result", signature.result());
  }

  private static void parameter(Json json, FunctionParameter parameter) throws IOException {
    json.field("name", parameter.name())
        .field("type", parameter.type())
        .field("requirement", word(parameter.requirement()))
        .field("default", parameter.defaultValue().orElse(null));
  }

  private static void example(Json json, FunctionExample example) throws IOException {
    json.field("call", example.call())
        .field("rows", example.rows().isEmpty() ? null : example.rows())
        .field("result", example.result());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
