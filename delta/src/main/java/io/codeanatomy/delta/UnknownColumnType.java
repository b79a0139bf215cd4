// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the column whose type made the Kernel fail: it names the type only, if that. Looks into the
 * log entries; if the row type stands in a checkpoint alone, nothing is found.
 *
 * @param column its dotted path
 */
record UnknownColumnType(String column, String type) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern KNOWN =
      Pattern.compile(
          "boolean|byte|short|integer|long|float|double|string.*|binary|date|timestamp"
              + "|timestamp_ntz|decimal|decimal\\(.*\\)");

  static Optional<UnknownColumnType> find(Path table) {
    try {
      for (Map.Entry<Long, Path> entry : LogFolder.of(table).commits().descendingMap().entrySet()) {
        Optional<JsonNode> schema = schema(entry.getValue());
        if (schema.isPresent()) {
          return in(schema.get(), "");
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      // The failure that we are asked to explain stands without this.
      return Optional.empty();
    }
  }

  private static Optional<JsonNode> schema(Path logEntry) throws IOException {
    try (Stream<String> lines = Files.lines(logEntry)) {
      for (String line : lines.filter(l -> l.contains("\"metaData\"")).toList()) {
        String schema = JSON.readTree(line).path("metaData").path("schemaString").asText();
        if (!schema.isEmpty()) {
          return Optional.of(JSON.readTree(schema));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<UnknownColumnType> in(JsonNode type, String path) {
    return switch (type.path("type").asText()) {
      case "struct" -> {
        for (JsonNode field : type.path("fields")) {
          String column = path.isEmpty() ? "" : path + ".";
          Optional<UnknownColumnType> found =
              of(field.path("type"), column + field.path("name").asText());
          if (found.isPresent()) {
            yield found;
          }
        }
        yield Optional.empty();
      }
      case "array" -> of(type.path("elementType"), path + ".element");
      case "map" ->
          of(type.path("keyType"), path + ".key")
              .or(() -> of(type.path("valueType"), path + ".value"));
      default -> Optional.of(new UnknownColumnType(path, type.toString()));
    };
  }

  private static Optional<UnknownColumnType> of(JsonNode type, String path) {
    if (type.isObject()) {
      return in(type, path);
    }
    return KNOWN.matcher(type.asText()).matches()
        ? Optional.empty()
        : Optional.of(new UnknownColumnType(path, type.asText()));
  }
}
