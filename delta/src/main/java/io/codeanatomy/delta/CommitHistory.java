// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads what commits say about themselves. Not by the Kernel, which fails on what other writers put
 * there (the protocol leaves the content of commitInfo open).
 */
final class CommitHistory {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CommitHistory() {}

  /** The commits whose log entries are still there, newest first. */
  static List<CommitEntry> of(Path table, LogFolder log) {
    List<CommitEntry> entries = new ArrayList<>();
    for (Map.Entry<Long, Path> commit : log.commits().descendingMap().entrySet()) {
      try {
        entries.add(read(commit.getKey(), commit.getValue()));
      } catch (NoSuchFileException e) {
        // Cleaned up while we read; what is older is gone as well.
        break;
      } catch (JsonProcessingException e) {
        throw DeltaErrors.damagedLogEntry(table, commit.getValue(), e);
      } catch (IOException e) {
        throw DeltaErrors.io(table, "cannot be read", e);
      }
    }
    return List.copyOf(entries);
  }

  private static CommitEntry read(long version, Path file) throws IOException {
    JsonNode info = JSON.createObjectNode();
    try (Stream<String> lines = Files.lines(file)) {
      // Only this action's line is parsed; an add can be long.
      for (String line :
          (Iterable<String>) lines.filter(l -> l.contains("\"commitInfo\""))::iterator) {
        JsonNode action = JSON.readTree(line).path("commitInfo");
        if (action.isObject()) {
          info = action;
          break;
        }
      }
    }
    return new CommitEntry(
        version,
        timestamp(info, file),
        text(info, "operation"),
        texts(info.path("operationParameters")),
        texts(info.path("operationMetrics")),
        text(info, "userMetadata"),
        text(info, "engineInfo"));
  }

  private static Instant timestamp(JsonNode info, Path file) throws IOException {
    for (String name : List.of("inCommitTimestamp", "timestamp")) {
      if (info.path(name).isIntegralNumber()) {
        return Instant.ofEpochMilli(info.path(name).longValue());
      }
    }
    return Files.getLastModifiedTime(file).toInstant();
  }

  private static Optional<String> text(JsonNode info, String name) {
    JsonNode value = info.path(name);
    return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(asText(value));
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), asText(entry.getValue())));
    return texts;
  }

  private static String asText(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }
}
