// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.DeltaException;
import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.delta.ScanPredicate;
import io.codeanatomy.engine.environment.EnvironmentProfile;
import io.codeanatomy.engine.plan.InputStatistics;
import io.codeanatomy.engine.plan.ScanPushDown;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.InputRelation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * The data files of the inputs of a run, as the logs of the tables tell.
 *
 * @param byInput per input that is read, its live files; per relation of changes that is read, the
 *     files that tell them
 * @param toRead those of them that are read; the others hold no row that is needed
 * @param pushDowns per input that is read, what the plan needs of its rows; empty before files were
 *     pruned, or if they are not
 */
record InputFiles(
    Map<String, List<ScanFile>> byInput,
    Map<String, List<ScanFile>> toRead,
    Map<String, ScanPushDown> pushDowns) {

  /** Nothing was listed. */
  static final InputFiles NONE = new InputFiles(Map.of(), Map.of(), Map.of());

  InputFiles {
    byInput = Collections.unmodifiableMap(new LinkedHashMap<>(byInput));
    toRead = Collections.unmodifiableMap(new LinkedHashMap<>(toRead));
    pushDowns = Collections.unmodifiableMap(new LinkedHashMap<>(pushDowns));
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
    Map<String, List<ScanFile>> byInput =
        list(inputs, read, relations, name -> ScanPredicate.Constant.TRUE);
    return new InputFiles(byInput, byInput, Map.of());
  }

  private static Map<String, List<ScanFile>> list(
      List<BoundInput> inputs,
      Set<String> read,
      List<InputRelation> relations,
      Function<String, ScanPredicate> predicates) {
    List<Listed> listed =
        inputs.parallelStream()
            .filter(input -> read.contains(input.name()))
            .map(
                input ->
                    list(
                        input, relations.indexOf(input.relation()), predicates.apply(input.name())))
            .toList();
    List<Diagnostic> faults = listed.stream().flatMap(listing -> listing.fault().stream()).toList();
    if (!faults.isEmpty()) {
      throw new DiagnosticException(faults);
    }
    Map<String, List<ScanFile>> byInput = new LinkedHashMap<>();
    listed.forEach(listing -> byInput.put(listing.name(), listing.files()));
    return byInput;
  }

  /** The same files and those of other relations. */
  InputFiles with(Map<String, List<ScanFile>> more) {
    Map<String, List<ScanFile>> all = new LinkedHashMap<>(byInput);
    all.putAll(more);
    Map<String, List<ScanFile>> read = new LinkedHashMap<>(toRead);
    read.putAll(more);
    return new InputFiles(all, read, pushDowns);
  }

  /** The same without the files of inputs that nobody reads. */
  InputFiles only(Set<String> read) {
    Map<String, List<ScanFile>> left = new LinkedHashMap<>(byInput);
    left.keySet().retainAll(read);
    Map<String, List<ScanFile>> leftToRead = new LinkedHashMap<>(toRead);
    leftToRead.keySet().retainAll(read);
    return new InputFiles(left, leftToRead, pushDowns);
  }

  /**
   * Leaves out the files that hold no row that is needed. An input with a predicate and several
   * files is listed again, the logs in parallel.
   *
   * @param inputs all inputs of the run
   * @param found what the plan needs of every relation that is read
   * @param relations the input relations in the order of the spec
   * @throws DiagnosticException naming every input whose log is damaged
   */
  InputFiles prune(
      List<BoundInput> inputs, Map<String, ScanPushDown> found, List<InputRelation> relations) {
    Map<String, ScanPushDown> used = new LinkedHashMap<>();
    inputs.stream()
        .map(BoundInput::name)
        .filter(byInput::containsKey)
        .forEach(name -> used.put(name, found.getOrDefault(name, ScanPushDown.NONE)));
    Set<String> listedAgain = new LinkedHashSet<>();
    used.forEach(
        (name, pushDown) -> {
          if (pushDown.used() != ScanPredicate.Constant.TRUE && of(name).size() > 1) {
            listedAgain.add(name);
          }
        });
    Map<String, List<ScanFile>> read = new LinkedHashMap<>(toRead);
    read.putAll(
        list(
            inputs,
            listedAgain,
            relations,
            name -> used.getOrDefault(name, ScanPushDown.NONE).used()));
    return new InputFiles(byInput, read, used);
  }

  private static Listed list(BoundInput input, int index, ScanPredicate predicate) {
    try {
      return new Listed(input.name(), input.snapshot().scanFiles(predicate), Optional.empty());
    } catch (DeltaException e) {
      String pointer = "/input_relations/" + index + "/delta_location";
      return new Listed(
          input.name(), List.of(), Optional.of(RunErrors.input(pointer, input.name(), e)));
    }
  }

  private record Listed(String name, List<ScanFile> files, Optional<Diagnostic> fault) {}

  /** The live files of an input; none if it is not read. */
  List<ScanFile> of(String input) {
    return byInput.getOrDefault(input, List.of());
  }

  /** The files of an input that are read; none if it is not read. */
  List<ScanFile> readOf(String input) {
    return toRead.getOrDefault(input, List.of());
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
