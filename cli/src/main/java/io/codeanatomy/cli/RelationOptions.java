// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.Engine;
import io.codeanatomy.engine.Run;
import io.codeanatomy.engine.schema.RelationSchema;
import io.codeanatomy.engine.schema.Schemas;
import io.codeanatomy.spec.SpecDocument;
import io.codeanatomy.spec.SpecSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** Relations by the words of the command line, and what the inputs of their specs are bound to. */
final class RelationOptions {

  private static final Pattern VERSIONED = Pattern.compile("(.+)@(\\d{1,18})");
  private static final Pattern VIEW_OF_SPEC = Pattern.compile("(.+):([a-z][a-z0-9_]*)");

  @Mixin private final InputOptions inputs = new InputOptions();

  private @Nullable SpecDocument document;

  /**
   * The relation that a word names: {@code SPEC:VIEW} if there is a file SPEC, else a table's
   * folder with or without {@code @VERSION}. A folder whose own name ends like a version is itself.
   *
   * @throws io.codeanatomy.spec.DiagnosticException if it cannot be read
   */
  RelationSchema relation(String word, Function<String, ParameterException> usage) {
    Matcher view = VIEW_OF_SPEC.matcher(word);
    if (view.matches() && Files.isRegularFile(Path.of(view.group(1)))) {
      return view(Path.of(view.group(1)), view.group(2), usage);
    }
    Matcher versioned = VERSIONED.matcher(word);
    if (versioned.matches() && !Files.exists(Path.of(word))) {
      return Schemas.table(Path.of(versioned.group(1)), Long.parseLong(versioned.group(2)));
    }
    return Schemas.table(Path.of(word));
  }

  /** The row type of a view of a spec. */
  RelationSchema view(Path spec, String view, Function<String, ParameterException> usage) {
    inputs.check(usage);
    document = SpecDocument.read(spec);
    Run run = inputs.bind(Run.of(document));
    return Engine.create().schema(run, view);
  }

  /** The text of the spec that was read last. */
  Optional<SpecSource> source() {
    return Optional.ofNullable(document).flatMap(SpecDocument::sourceMap).map(map -> map.source());
  }
}
