// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code extract} without a language. */
@Command(
    name = "extract",
    description = "Turn source code into extraction tables.",
    synopsisSubcommandLabel = "LANGUAGE",
    commandListHeading = "%nLanguages:%n",
    optionListHeading = "%nOptions:%n")
final class ExtractCommand implements Runnable {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no language is given; it is 'java'");
  }
}
