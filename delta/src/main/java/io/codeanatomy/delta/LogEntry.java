// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file actions of one commit. Not read by the Kernel, which always reads the commitInfo as
 * well, and fails on what other writers put there.
 *
 * @param timestamp the in-commit timestamp, or without that, the time of the log entry's file
 * @param added the files of the add actions that change data
 * @param removed the files of the remove actions that change data
 * @param changeData the files of the cdc actions
 * @param changesMetadata whether the commit changes the table's row type or properties
 */
record LogEntry(
    long version,
    Instant timestamp,
    List<LoggedFile> added,
    List<LoggedFile> removed,
    List<LoggedFile> changeData,
    boolean changesMetadata) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ABSOLUTE = Pattern.compile("(/|[A-Za-z][A-Za-z0-9+.-]*:/).*");

  /**
   * Reads the log entry of a commit.
   *
   * @throws DeltaException if it is damaged or cannot be read
   */
  static LogEntry read(Path table, long version, Path file) {
    List<LoggedFile> added = new ArrayList<>();
    List<LoggedFile> removed = new ArrayList<>();
    List<LoggedFile> changeData = new ArrayList<>();
    boolean changesMetadata = false;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      Instant timestamp = Instant.ofEpochMilli(Files.getLastModifiedTime(file).toMillis());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode action = JSON.readTree(line);
        if (changesData(action.path("add"))) {
          added.add(file(table, action.path("add")));
        } else if (changesData(action.path("remove"))) {
          removed.add(file(table, action.path("remove")));
        } else if (action.path("cdc").isObject()) {
          changeData.add(file(table, action.path("cdc")));
        } else if (action.path("metaData").isObject()) {
          changesMetadata = true;
        } else if (action.path("commitInfo").path("inCommitTimestamp").isIntegralNumber()) {
          timestamp =
              Instant.ofEpochMilli(action.path("commitInfo").path("inCommitTimestamp").longValue());
        }
      }
      return new LogEntry(
          version,
          timestamp,
          List.copyOf(added),
          List.copyOf(removed),
          List.copyOf(changeData),
          changesMetadata);
    } catch (JsonProcessingException | CharacterCodingException | IllegalArgumentException e) {
      throw DeltaErrors.damagedLogEntry(table, file, e);
    } catch (IOException e) {
      throw DeltaErrors.io(table, "cannot be read", e);
    }
  }

  private static boolean changesData(JsonNode action) {
    return action.isObject() && action.path("dataChange").asBoolean(true);
  }

  private static LoggedFile file(Path table, JsonNode action) throws JsonProcessingException {
    String path = action.required("path").textValue();
    Map<String, @Nullable String> partitionValues = new LinkedHashMap<>();
    action
        .path("partitionValues")
        .properties()
        .forEach(entry -> partitionValues.put(entry.getKey(), entry.getValue().textValue()));
    Optional<String> statistics = Optional.ofNullable(action.path("stats").textValue());
    return new LoggedFile(
        path,
        location(table, path),
        action.path("size").asLong(0),
        rowCount(statistics),
        partitionValues,
        statistics,
        vector(action.path("deletionVector")));
  }

  private static Optional<Long> rowCount(Optional<String> statistics)
      throws JsonProcessingException {
    if (statistics.isEmpty() || statistics.get().isBlank()) {
      return Optional.empty();
    }
    JsonNode rows = JSON.readTree(statistics.get()).path("numRecords");
    return rows.isIntegralNumber() ? Optional.of(rows.longValue()) : Optional.empty();
  }

  private static Optional<DeletionVector> vector(JsonNode vector) {
    return vector.isObject()
        ? Optional.of(
            new DeletionVector(
                vector.required("storageType").textValue(),
                vector.required("pathOrInlineDv").textValue(),
                vector.path("offset").isInt()
                    ? Optional.of(vector.path("offset").intValue())
                    : Optional.empty(),
                vector.required("sizeInBytes").intValue(),
                vector.required("cardinality").longValue()))
        : Optional.empty();
  }

  /** A path of the log is a URI, relative to the table's folder if it is not absolute. */
  private static String location(Path table, String path) {
    String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    return ABSOLUTE.matcher(path).matches() ? decoded : LocalFileIO.location(table) + "/" + decoded;
  }
}
