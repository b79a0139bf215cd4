// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.RunResult;
import io.codeanatomy.extract.ExtractionReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the quickstart did, for people and for programs. */
record QuickstartShown(
    Path home,
    Path spec,
    Path sources,
    Path extracted,
    Path graph,
    Optional<ExtractionReport> extraction,
    RunResult result,
    Optional<GraphSample> sample) {

  private static final int WIDTH = 100;
  private static final int LABEL = 11;
  private static final int MOST_NAMES = 12;

  String json() {
    return Json.object(
        json -> {
          json.field("sources", sources).field("spec", spec);
          if (extraction.isPresent()) {
            json.object(
                "extraction", part -> ExtractionShown.fields(part, extraction.get(), extracted));
          } else {
            json.none("extraction");
          }
          json.object("run", part -> RunResultJson.fields(part, result));
          if (sample.isPresent()) {
            json.object("sample", part -> fields(part, sample.get()));
          } else {
            json.none("sample");
          }
        });
  }

  private static void fields(Json json, GraphSample sample) throws IOException {
    json.field("type", sample.type())
        .field("method", sample.name())
        .field("signature", sample.signature())
        .field("javadoc", sample.javadoc())
        .field("path", sample.path())
        .field("bstart", sample.byteStart())
        .field("bend", sample.byteEnd())
        .texts("calls", sample.calls())
        .texts("callers", sample.callers())
        .object(
            "edges",
            edges -> {
              for (var edge : sample.edges().entrySet()) {
                edges.field(edge.getKey(), edge.getValue());
              }
            });
  }

  String text(Screen screen) {
    Ansi ansi = screen.outStyle();
    StringBuilder text = new StringBuilder("\n");
    heading(text, ansi, "The sources: " + sources.getFileName());
    if (extraction.isPresent()) {
      text.append(ExtractionShown.text(extraction.get(), extracted, screen));
    } else {
      text.append("Extracted before, to ").append(shortened(extracted)).append('\n');
    }
    heading(text.append('\n'), ansi, "The graph: " + shortened(spec));
    text.append(RunResultText.of(result, screen));
    if (!screen.isVerbose()) {
      text.append('\n').append(RunResultText.kindsOfStages(result, screen));
    }
    sample.ifPresent(method -> sample(text.append('\n'), ansi, method));
    next(text.append('\n'), ansi);
    return text.toString();
  }

  private static void heading(StringBuilder text, Ansi ansi, String title) {
    text.append(
            ansi.cyan("── " + title + " " + "─".repeat(Math.max(0, WIDTH - title.length() - 4))))
        .append("\n\n");
  }

  private void sample(StringBuilder text, Ansi ansi, GraphSample method) {
    heading(
        text,
        ansi,
        "One method of it: " + GraphSample.simpleName(method.type()) + "." + method.name());
    text.append("  ").append(ansi.bold(method.signature())).append('\n');
    if (!method.javadoc().isEmpty()) {
      text.append("  ").append(ansi.dim("“" + method.javadoc() + "”")).append('\n');
    }
    text.append('\n');
    entry(text, ansi, "member of", List.of(method.type()));
    entry(
        text,
        ansi,
        "source",
        List.of(
            method.path()
                + ", bytes "
                + Figures.count(method.byteStart())
                + " to "
                + Figures.count(method.byteEnd())));
    entry(text, ansi, "calls", method.calls());
    entry(text, ansi, "called by", method.callers());
    entry(
        text,
        ansi,
        "edges",
        method.edges().entrySet().stream()
            .map(edge -> Figures.count(edge.getValue()) + " " + edge.getKey())
            .toList());
  }

  private static void entry(StringBuilder text, Ansi ansi, String label, List<String> words) {
    List<String> shown = new ArrayList<>(words.stream().limit(MOST_NAMES).toList());
    if (words.isEmpty()) {
      shown.add("nothing in these sources");
    } else if (words.size() > MOST_NAMES) {
      shown.add("and " + (words.size() - MOST_NAMES) + " more");
    }
    text.append(Paragraph.of(label, LABEL, shown, ansi));
  }

  private void next(StringBuilder text, Ansi ansi) {
    heading(text, ansi, "Where to go next");
    text.append("  The same with your own code:\n\n")
        .append(ansi.bold("    bin/codeanatomy extract java SOURCE --output extracted"))
        .append('\n')
        .append(
            ansi.bold(
                "    bin/codeanatomy run "
                    + shortened(spec)
                    + " --inputs extracted --output graph"))
        .append(
            "\n\n  The tables are Delta tables; ask them with anything that reads those, such as DuckDB:\n\n")
        .append(
            ansi.bold(
                "    INSTALL delta; LOAD delta;\n    SELECT edge_kind, count(*) FROM delta_scan('"
                    + graph.resolve("cpg_edges").toAbsolutePath().normalize()
                    + "') GROUP BY 1;"))
        .append(
            "\n\n  What the columns mean: examples/cpg-java/README.md. How specs are written: README.md\n");
  }

  /** A path as one would type it in the checkout. */
  private String shortened(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    return (absolute.startsWith(home) ? home.relativize(absolute) : absolute).toString();
  }
}
