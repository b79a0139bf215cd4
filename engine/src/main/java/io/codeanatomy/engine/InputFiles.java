// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.DeltaException;
import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.engine.environment.EnvironmentProfile;
import io.codeanatomy.engine.plan.InputStatistics;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.InputRelation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The data files of the inputs of a run, as the logs of the tables tell.
 *
 * @param byInput per input that is read, its live files; per relation of changes that is read, the
 *     files that tell them
 */
record InputFiles(Map<String, List<ScanFile>> byInput) {

  /** Nothing was listed. */
  static final InputFiles NONE = new InputFiles(Map.of());

  InputFiles {
    byInput = Collections.unmodifiableMap(new LinkedHashMap<>(byInput));
  }

  /**
   * Lists the files of inputs, the logs in parallel.
   *
   * @param inputs all inputs of the run
   * @param read the names of those that are read; the others are not listed
   * @param relations the input relations in the order of the spec
   * @throws DiagnosticException naming every input whose log is damaged
   */
  static InputFiles list(List<BoundInput> inputs, Set<String> read, List<InputRelation> relations) {
    List<Listed> listed =
        inputs.parallelStream()
            .filter(input -> read.contains(input.name()))
            .map(input -> list(input, relations.indexOf(input.relation())))
            .toList();
    List<Diagnostic> faults = listed.stream().flatMap(listing -> listing.fault().stream()).toList();
    if (!faults.isEmpty()) {
      throw new DiagnosticException(faults);
    }
    Map<String, List<ScanFile>> byInput = new LinkedHashMap<>();
    listed.forEach(listing -> byInput.put(listing.name(), listing.files()));
    return new InputFiles(byInput);
  }

  /** The same files and those of other relations. */
  InputFiles with(Map<String, List<ScanFile>> more) {
    Map<String, List<ScanFile>> all = new LinkedHashMap<>(byInput);
    all.putAll(more);
    return new InputFiles(all);
  }

  /** The same without the files of inputs that nobody reads. */
  InputFiles only(Set<String> read) {
    Map<String, List<ScanFile>> left = new LinkedHashMap<>(byInput);
    left.keySet().retainAll(read);
    return new InputFiles(left);
  }

  private static Listed list(BoundInput input, int index) {
    try {
      return new Listed(input.name(), input.snapshot().scanFiles(), Optional.empty());
    } catch (DeltaException e) {
      String pointer = "/input_relations/" + index + "/delta_location";
      return new Listed(
          input.name(), List.of(), Optional.of(RunErrors.input(pointer, input.name(), e)));
    }
  }

  private record Listed(String name, List<ScanFile> files, Optional<Diagnostic> fault) {}

  /** The files of an input; none if it is not read. */
  List<ScanFile> of(String input) {
    return byInput.getOrDefault(input, List.of());
  }

  /** How large every input is that is read. */
  Map<String, InputStatistics> statistics() {
    Map<String, InputStatistics> statistics = new LinkedHashMap<>();
    byInput.forEach((name, files) -> statistics.put(name, statistics(files)));
    return statistics;
  }

  /** How large an input with these files is. */
  static InputStatistics statistics(List<ScanFile> files) {
    boolean rowsKnown = files.stream().allMatch(file -> file.rowCount().isPresent());
    return new InputStatistics(
        rowsKnown ? OptionalLong.of(liveRows(files)) : OptionalLong.empty(),
        files.stream().mapToLong(ScanFile::sizeBytes).sum(),
        files.size());
  }

  private static long liveRows(List<ScanFile> files) {
    return files.stream()
        .mapToLong(file -> file.rowCount().orElse(0) - file.deletedRows().ordinals().size())
        .sum();
  }

  /** What suits the size of all these files. */
  EnvironmentProfile environment() {
    List<ScanFile> all = new ArrayList<>();
    byInput.values().forEach(all::addAll);
    return EnvironmentProfile.forInputs(
        all.stream().mapToLong(ScanFile::sizeBytes).sum(),
        all.stream().mapToLong(file -> file.rowCount().orElse(0)).sum());
  }
}
