// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.history;

import io.codeanatomy.spec.CanonicalJson;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.InputRelation;
import io.codeanatomy.spec.JsonLayout;
import io.codeanatomy.spec.OutputTarget;
import io.codeanatomy.spec.Spec;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A spec whose inputs are bound to the versions that a run read, and whose locations are absolute.
 * It asks for the same as the spec that it was made of, so it has the same spec hash; wherever its
 * file lies and whatever is committed to its inputs later, it reads the same rows. The values of
 * parameters are a run's own and not in it.
 */
public record PinnedSpec(Spec spec) {

  /**
   * The table that an input relation is pinned to.
   *
   * @param version the Delta version, from 0
   */
  public record Pin(Path location, long version) {}

  /**
   * Pins a spec.
   *
   * @param folder the folder that relative locations of the spec are relative to
   * @param pins the table of every input relation, by its name
   * @throws IllegalArgumentException if an input relation has no pin
   */
  public static PinnedSpec of(Spec spec, Path folder, Map<String, Pin> pins) {
    return new PinnedSpec(
        spec.withInputRelations(
                spec.inputRelations().stream().map(input -> pinned(input, pins)).toList())
            .withOutputTargets(
                spec.outputTargets().stream().map(output -> absolute(output, folder)).toList()));
  }

  /**
   * The pinned spec of a recorded run.
   *
   * @throws DiagnosticException if this version of the engine does not read the spec
   */
  public static PinnedSpec of(RunRecord record) {
    Map<String, Pin> pins = new java.util.LinkedHashMap<>();
    for (RunRecord.Input input : record.inputs()) {
      pins.put(input.logicalName(), new Pin(input.deltaLocation(), input.deltaVersion()));
    }
    return of(record.spec().document(record.specFolder()).spec(), record.specFolder(), pins);
  }

  private static InputRelation pinned(InputRelation input, Map<String, Pin> pins) {
    Pin pin = pins.get(input.logicalName());
    if (pin == null) {
      throw new IllegalArgumentException("no version of the input " + input.logicalName());
    }
    return new InputRelation(
        input.logicalName(),
        pin.location().toAbsolutePath().normalize().toString(),
        input.requiresLineage(),
        Optional.of(pin.version()));
  }

  private static OutputTarget absolute(OutputTarget output, Path folder) {
    return new OutputTarget(
        output.tableName(),
        output.sourceView(),
        output.columns(),
        output.materializationMode(),
        output
            .deltaLocation()
            .map(at -> folder.toAbsolutePath().resolve(at).normalize().toString()),
        output.partitionBy(),
        output.writeMetadata());
  }

  /** The document: indented JSON that ends with a line feed. */
  public String json() {
    return JsonLayout.indented(CanonicalJson.of(spec));
  }

  /** The names of the parameters that a run of the spec takes. */
  public List<String> parameters() {
    return spec.parameterTemplates().stream()
        .flatMap(template -> template.parameters().stream())
        .map(parameter -> parameter.name())
        .distinct()
        .toList();
  }

  /**
   * A place for a pinned spec, taken before it is known: what speaks against writing the file is
   * said before the run, not after it. Closing it removes what was not written.
   */
  public static final class Place implements AutoCloseable {

    private final Path target;
    private final NewFile file;

    private Place(Path target, NewFile file) {
      this.target = target;
      this.file = file;
    }

    /**
     * Takes a place.
     *
     * @throws DiagnosticException if there is a file of that name, or its folder cannot be written
     */
    public static Place take(Path target) {
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        throw HistoryErrors.pinExists(target);
      }
      try {
        return new Place(target, NewFile.open(target));
      } catch (IOException e) {
        throw HistoryErrors.pinUnwritable(target, e);
      }
    }

    /**
     * Writes the file.
     *
     * @throws DiagnosticException if it cannot be written, or somebody else made one of that name
     */
    public void write(PinnedSpec pinned) {
      try {
        file.publish(pinned.json());
      } catch (FileAlreadyExistsException e) {
        throw HistoryErrors.pinExists(target);
      } catch (IOException e) {
        throw HistoryErrors.pinUnwritable(target, e);
      }
    }

    @Override
    public void close() {
      try {
        file.close();
      } catch (IOException e) {
        throw HistoryErrors.pinUnwritable(target, e);
      }
    }
  }
}
