// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code codeanatomy} without a command. */
@Command(
    name = "codeanatomy",
    versionProvider = Versions.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Runs semantic execution specs over Delta tables.",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  codeanatomy quickstart",
      "  codeanatomy extract java src/main/java --output extracted",
      "  codeanatomy run examples/cpg-java/cpg.yaml --inputs extracted --output graph"
    })
final class RootCommand implements Runnable {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  boolean version;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command is given");
  }
}
