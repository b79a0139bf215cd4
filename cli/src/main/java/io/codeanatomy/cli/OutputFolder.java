// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where the tables of a run lie, said once where that is possible. */
final class OutputFolder {

  private OutputFolder() {}

  /** The folder that all tables lie in under their names; empty if there is none. */
  static <T> String common(
      List<T> outputs, Function<T, String> name, Function<T, Optional<Path>> location) {
    Set<String> folders =
        outputs.stream()
            .map(output -> folder(name.apply(output), location.apply(output)))
            .collect(Collectors.toSet());
    return folders.size() == 1 ? folders.iterator().next() : "";
  }

  private static String folder(String name, Optional<Path> location) {
    Optional<Path> parent =
        location.filter(at -> name.equals(String.valueOf(at.getFileName()))).map(Path::getParent);
    return parent.map(Path::toString).orElse("");
  }
}
