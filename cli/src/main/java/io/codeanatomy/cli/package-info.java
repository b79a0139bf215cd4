// SPDX-License-Identifier: Apache-2.0
/**
 * The {@code codeanatomy} command: entry type {@link io.codeanatomy.cli.Main}, which only lends the
 * process to {@link io.codeanatomy.cli.Cli}.
 *
 * <p>Here live the commands and their options, what people and programs are shown, and the exit
 * codes. Nothing is computed here: every command is a call of the engine, the extractor or the
 * loader. This is the only place that prints, and the only one that knows of a logging binding.
 */
@NullMarked
package io.codeanatomy.cli;

import org.jspecify.annotations.NullMarked;
