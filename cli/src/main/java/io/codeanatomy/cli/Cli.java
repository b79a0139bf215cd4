// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command, apart from the process that it runs in. */
public final class Cli {

  private Cli() {}

  /**
   * Runs one command and shows what came of it.
   *
   * @param arguments the words after {@code codeanatomy}
   * @return the exit code
   */
  public static int run(List<String> arguments, Terminal terminal) {
    CommandLine commandLine = commandLine(terminal);
    if (arguments.isEmpty()) {
      commandLine.usage(terminal.err());
      return ExitCode.USAGE.number();
    }
    return commandLine.execute(arguments.toArray(String[]::new));
  }

  private static CommandLine commandLine(Terminal terminal) {
    CommandLine commandLine = new CommandLine(new RootCommand());
    commandLine.addSubcommand("quickstart", new QuickstartCommand(terminal));
    commandLine.addSubcommand("extract", extract(terminal));
    commandLine.addSubcommand("load", new LoadCommand(terminal));
    commandLine.addSubcommand("validate", new ValidateCommand(terminal));
    commandLine.addSubcommand("plan", new PlanCommand(terminal));
    commandLine.addSubcommand("explain", new ExplainCommand(terminal));
    commandLine.addSubcommand("run", new RunCommand(terminal));
    commandLine.addSubcommand("history", history(terminal));
    commandLine.addSubcommand("show", new ShowCommand(terminal));
    commandLine.addSubcommand("replay", new ReplayCommand(terminal));
    commandLine.addSubcommand("schema", schema(terminal));
    commandLine.addSubcommand("functions", new FunctionsCommand(terminal));
    commandLine.addSubcommand("rules", new RulesCommand(terminal));
    commandLine.setOut(writer(terminal.out()));
    commandLine.setErr(writer(terminal.err()));
    commandLine.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            terminal.outIsTerminal() && !terminal.forbidsColor()
                ? CommandLine.Help.Ansi.ON
                : CommandLine.Help.Ansi.OFF));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setUsageHelpWidth(100);
    commandLine.setParameterExceptionHandler(
        (failure, words) -> usageError(failure, List.of(words), terminal));
    describeExitCodes(commandLine);
    return commandLine;
  }

  private static CommandLine extract(Terminal terminal) {
    CommandLine extract = new CommandLine(new ExtractCommand());
    extract.addSubcommand("java", new ExtractJavaCommand(terminal));
    return extract;
  }

  private static CommandLine history(Terminal terminal) {
    CommandLine history = new CommandLine(new HistoryCommand(terminal));
    history.addSubcommand("prune", new HistoryPruneCommand(terminal));
    return history;
  }

  private static CommandLine schema(Terminal terminal) {
    CommandLine schema = new CommandLine(new SchemaCommand());
    schema.addSubcommand("show", new SchemaShowCommand(terminal));
    schema.addSubcommand("diff", new SchemaDiffCommand(terminal));
    return schema;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  private static void describeExitCodes(CommandLine commandLine) {
    CommandSpec spec = commandLine.getCommandSpec();
    spec.usageMessage().exitCodeListHeading("%nExit codes:%n");
    Map<String, String> codes = new LinkedHashMap<>();
    for (ExitCode code : ExitCode.values()) {
      codes.put(String.format(Locale.ROOT, "%3d", code.number()), code.meaning());
    }
    spec.usageMessage().exitCodeList(codes);
    commandLine.getSubcommands().values().forEach(Cli::describeExitCodes);
  }

  private static int usageError(ParameterException failure, List<String> words, Terminal terminal) {
    CommandLine commandLine = failure.getCommandLine();
    ParameterException shown = mistyped(failure, words).orElse(failure);
    String message = message(shown);
    if (wantsJson(words)) {
      terminal.out().print(Failures.json(ExitCode.USAGE, message, List.of()));
      terminal.out().flush();
    }
    terminal.err().println("error: " + message);
    suggestions(shown).ifPresent(terminal.err()::println);
    terminal.err().println("Try '" + commandLine.getCommandSpec().qualifiedName() + " --help'.");
    terminal.err().flush();
    return ExitCode.USAGE.number();
  }

  private static Optional<String> suggestions(ParameterException failure) {
    return failure instanceof UnmatchedArgumentException unmatched
            && !unmatched.getSuggestions().isEmpty()
        ? Optional.of("Did you mean " + String.join(", or ", unmatched.getSuggestions()) + "?")
        : Optional.empty();
  }

  /** A mistyped option is what people need to hear of, not the one that is missing for it. */
  private static Optional<ParameterException> mistyped(
      ParameterException failure, List<String> words) {
    CommandLine commandLine = failure.getCommandLine();
    if (!(failure instanceof MissingParameterException)) {
      return Optional.empty();
    }
    return words.stream()
        .filter(word -> word.startsWith("--") && word.length() > 2)
        .filter(word -> !commandLine.getCommandSpec().optionsMap().containsKey(name(word)))
        .findFirst()
        .map(word -> new UnmatchedArgumentException(commandLine, List.of(word)));
  }

  private static String name(String option) {
    int sign = option.indexOf('=');
    return sign < 0 ? option : option.substring(0, sign);
  }

  private static String message(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().get(0);
      boolean command = !failure.getCommandLine().getSubcommands().isEmpty();
      return word.startsWith("-")
          ? "there is no option '" + name(word) + "'"
          : command
              ? "there is no command '" + word + "'"
              : "'" + word + "' is one argument too many";
    }
    return String.valueOf(failure.getMessage());
  }

  /** Read from the bare words, since they could not be understood. */
  private static boolean wantsJson(List<String> words) {
    int option = words.lastIndexOf("--format");
    return words.contains("--format=json")
        || (option >= 0
            && option + 1 < words.size()
            && words.get(option + 1).toLowerCase(Locale.ROOT).equals("json"));
  }
}
