// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.schema.RelationSchema;
import io.codeanatomy.engine.schema.SchemaChange;
import io.codeanatomy.engine.schema.SchemaDiff;
import io.codeanatomy.engine.schema.SchemaDifference;
import io.codeanatomy.engine.schema.Schemas;
import io.codeanatomy.spec.SpecSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code schema diff A B}: like diff, it ends with another exit code if there are differences. */
@picocli.CommandLine.Command(
    name = "diff",
    versionProvider = Versions.class,
    description = {
      "Show what is different between the columns of two tables or views, and how much it matters:",
      "identical, additive (new nullable columns), widening (types or NULL), breaking (anything else).",
      "Ends with 0 if they are identical, and with 2 if there are changes."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  codeanatomy schema diff tables/orders@3 tables/orders",
      "  codeanatomy schema diff out/totals spec.yaml:total --inputs tables"
    })
final class SchemaDiffCommand extends Command {

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "What was: LOCATION, LOCATION@VERSION or SPEC:VIEW.")
  private String before = "";

  @Parameters(index = "1", paramLabel = "B", description = "What is, in the same forms.")
  private String after = "";

  @Mixin private final RelationOptions options = new RelationOptions();

  SchemaDiffCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitCode execute(Screen screen) {
    RelationSchema was = options.relation(before, this::usage);
    RelationSchema is = options.relation(after, this::usage);
    SchemaDiff diff = Schemas.diff(was, is);
    screen.data(screen.isJson() ? json(was, is, diff) : text(was, is, diff, screen.outStyle()));
    return diff.change() == SchemaChange.IDENTICAL ? ExitCode.DONE : ExitCode.CHANGES;
  }

  private static String text(RelationSchema was, RelationSchema is, SchemaDiff diff, Ansi ansi) {
    StringBuilder text = new StringBuilder();
    text.append(ansi.red("--- ")).append(was.name()).append('\n');
    text.append(ansi.green("+++ ")).append(is.name()).append("\n\n");
    TextTable table =
        new TextTable(
            TextTable.left(" "),
            TextTable.left("Column"),
            TextTable.left("Before"),
            TextTable.left("After"),
            TextTable.left("Change"));
    for (SchemaDifference difference : diff.differences()) {
      table.row(
          mark(difference),
          place(difference),
          difference.before(),
          difference.after(),
          word(difference.change()));
    }
    String differences = table.text(ansi);
    return text.append(differences)
        .append(differences.isEmpty() ? "" : "\n")
        .append(ansi.bold(word(diff.change())))
        .append(
            diff.differences().isEmpty()
                ? ""
                : ": " + Figures.count(diff.differences().size(), "difference"))
        .append('\n')
        .toString();
  }

  private static String mark(SchemaDifference difference) {
    return switch (difference.kind()) {
      case ADDED -> "+";
      case REMOVED -> "-";
      default -> "~";
    };
  }

  private static String place(SchemaDifference difference) {
    return switch (difference.kind()) {
      case ORDER -> difference.path().isEmpty() ? "(order)" : difference.path() + " (order)";
      case PARTITIONING -> "(partitioning)";
      default -> difference.path();
    };
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String json(RelationSchema was, RelationSchema is, SchemaDiff diff) {
    List<SchemaDifference> differences = diff.differences();
    return Json.object(
        json ->
            json.field("change", word(diff.change()))
                .list(
                    "differences",
                    differences,
                    (part, difference) ->
                        part.field("path", difference.path())
                            .field("kind", word(difference.kind()))
                            .field("before", difference.before())
                            .field("after", difference.after())
                            .field("change", word(difference.change())))
                .object("before", part -> RelationSchemaShown.fields(part, was))
                .object("after", part -> RelationSchemaShown.fields(part, is)));
  }

  @Override
  Optional<SpecSource> source() {
    return options.source();
  }
}
