// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.function.FunctionDeclaration;
import io.codeanatomy.engine.function.FunctionLibrary;
import io.codeanatomy.engine.function.MetadataFunction;
import io.codeanatomy.spec.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** {@code functions [NAME]}: what expressions, aggregations and sources of views may call. */
@picocli.CommandLine.Command(
    name = "functions",
    versionProvider = Versions.class,
    description =
        "Show the functions of expressions, aggregations and relations, or one of them in full.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  codeanatomy functions",
      "  codeanatomy functions stable_id",
      "  codeanatomy functions --format json"
    })
final class FunctionsCommand extends Command {

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "A function, operator, aggregate or metadata relation, in any case.")
  private @Nullable String name;

  FunctionsCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitCode execute(Screen screen) {
    FunctionLibrary library = FunctionLibrary.instance();
    if (name == null) {
      List<FunctionDeclaration> all = library.declarations();
      screen.data(
          screen.isJson()
              ? FunctionsShown.json(all)
              : FunctionsShown.overview(all, screen.outStyle()));
      return ExitCode.DONE;
    }
    Optional<MetadataFunction> relation = MetadataFunction.named(name);
    if (relation.isPresent()) {
      screen.data(
          screen.isJson()
              ? FunctionsShown.json(relation.get())
              : FunctionsShown.page(relation.get(), screen.outStyle()));
      return ExitCode.DONE;
    }
    FunctionDeclaration found = declaration(library, name);
    screen.data(
        screen.isJson()
            ? FunctionsShown.json(found)
            : FunctionsShown.page(found, screen.outStyle()));
    return ExitCode.DONE;
  }

  private FunctionDeclaration declaration(FunctionLibrary library, String wanted) {
    List<String> names = new ArrayList<>(library.operatorNames());
    MetadataFunction.ALL.forEach(relation -> names.add(relation.name()));
    return library
        .declaration(wanted)
        .orElseThrow(
            () ->
                usage(
                    "there is no function '"
                        + wanted
                        + "'"
                        + Words.didYouMean(wanted, names)
                            .map(question -> "; " + question)
                            .orElse("")));
  }
}
