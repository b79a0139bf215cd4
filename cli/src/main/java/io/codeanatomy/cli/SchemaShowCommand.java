// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.schema.RelationSchema;
import io.codeanatomy.spec.SpecSource;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code schema show LOCATION[@VERSION]} or {@code schema show SPEC VIEW}. */
@picocli.CommandLine.Command(
    name = "show",
    versionProvider = Versions.class,
    description = "Show the columns of a Delta table, or of a view of a spec; no rows are read.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  codeanatomy schema show tables/orders",
      "  codeanatomy schema show tables/orders@3 --format json",
      "  codeanatomy schema show spec.yaml large_orders --inputs tables"
    })
final class SchemaShowCommand extends Command {

  @Parameters(
      index = "0",
      paramLabel = "LOCATION[@VERSION]|SPEC",
      description = "The folder of a Delta table; a spec, if a view is given.")
  private String relation = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VIEW",
      description = "A view, an input relation or a parameter template of the spec.")
  private @Nullable String view;

  @Mixin private final RelationOptions options = new RelationOptions();

  SchemaShowCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitCode execute(Screen screen) {
    RelationSchema schema =
        view == null
            ? options.relation(relation, this::usage)
            : options.view(Path.of(relation), view, this::usage);
    screen.data(
        screen.isJson()
            ? Json.object(json -> RelationSchemaShown.fields(json, schema))
            : RelationSchemaShown.text(schema, screen.outStyle()));
    return ExitCode.DONE;
  }

  @Override
  Optional<SpecSource> source() {
    return options.source();
  }
}
