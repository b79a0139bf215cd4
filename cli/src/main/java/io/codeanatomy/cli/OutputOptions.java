// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import picocli.CommandLine.Option;

/** The options of every command. */
final class OutputOptions {

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "What standard output is: text for people, or one JSON document.")
  Format format = Format.text;

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing on standard error but errors.")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Show more of what was done.")
  boolean verbose;

  @Option(names = "--debug", description = "Log what happens, and show the stack traces of errors.")
  boolean debug;

  @Option(names = "--no-color", description = "No colours; the same as setting NO_COLOR.")
  boolean noColor;

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
}
