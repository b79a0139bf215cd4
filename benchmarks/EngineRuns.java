// SPDX-License-Identifier: Apache-2.0
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codeanatomy.engine.Engine;
import io.codeanatomy.engine.Run;
import io.codeanatomy.engine.RunResult;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.SpecDocument;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs a spec for every line of JSON on standard input ({@code spec}, {@code inputs}, {@code
 * output}, {@code parameters}), and answers with a line: the seconds of the call, those of every
 * stage, the outputs, and the peak of the resident memory since the line came. Called by the
 * benchmarks that compare the engine with others.
 */
public final class EngineRuns {

  private static final ObjectMapper JSON = new ObjectMapper();

  private EngineRuns() {}

  public static void main(String[] words) throws IOException {
    PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
    System.setOut(System.err);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      answers.println(JSON.writeValueAsString(answer(JSON.readTree(line))));
    }
  }

  private static ObjectNode answer(JsonNode command) throws IOException {
    Files.writeString(Path.of("/proc/self/clear_refs"), "5");
    ObjectNode answer = JSON.createObjectNode();
    long begin = System.nanoTime();
    RunResult result;
    try {
      Run run =
          Run.of(SpecDocument.read(Path.of(command.get("spec").textValue())))
              .inputsFrom(Path.of(command.get("inputs").textValue()))
              .outputRoot(Path.of(command.get("output").textValue()));
      for (Map.Entry<String, JsonNode> value : command.path("parameters").properties()) {
        run = run.parameter(value.getKey(), value.getValue().textValue());
      }
      result = Engine.create().run(run);
    } catch (DiagnosticException e) {
      return answer.put("error", String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
    answer.put("seconds", (System.nanoTime() - begin) / 1e9);
    result
        .stages()
        .forEach(
            stage ->
                answer.withArray("stages").addArray().add(stage.name()).add(stage.seconds()));
    result
        .outputs()
        .forEach(
            output ->
                answer.withObject("rows").put(output.tableName(), output.rowsWritten()));
    return answer.put("peak", peak());
  }

  private static long peak() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    throw new IOException("the process has no peak of resident memory");
  }
}
