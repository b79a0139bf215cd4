// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.codeanatomy.engine.rules.RuleProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bin/codeanatomy} as a shell calls it. Only where it was built before and nothing has
 * changed since, so that a test never starts a build.
 */
class LauncherTest {

  private static final Path LAUNCHER = Path.of("../bin/codeanatomy").toAbsolutePath().normalize();

  @TempDir Path folder;

  @BeforeEach
  void onlyIfItWouldNotBuild() throws IOException, InterruptedException {
    assumeTrue(
        call(Map.of(), LAUNCHER.toString(), "--is-built").code() == 0, "there is no built command");
    // The first call after a build prepares a fast start, and says so.
    call(Map.of(), LAUNCHER.toString(), "--version");
  }

  private Called call(Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    List<String> command = new ArrayList<>(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("does not end: " + command);
    }
    return new Called(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  @Test
  void showsItsVersionFromAnyFolderAndThroughALink() throws IOException, InterruptedException {
    Path link = Files.createSymbolicLink(folder.resolve("ca"), LAUNCHER);
    Called called = call(Map.of(), link.toString(), "--version");
    assertThat(called.code()).as(called.err()).isZero();
    assertThat(called.out()).startsWith("codeanatomy ");
    assertThat(called.err()).isEmpty();
  }

  @Test
  void takesBlanksAndEveryCharacterInAPlainLocale() throws IOException, InterruptedException {
    Path spec = folder.resolve("die größte спека 李.json");
    Files.writeString(spec, "{\"version\": 1, \"nom\": \"é\"}");
    Called called =
        call(Map.of("LC_ALL", "C"), LAUNCHER.toString(), "validate", spec.getFileName().toString());
    assertThat(called.code()).isEqualTo(3);
    assertThat(called.out()).isEmpty();
    assertThat(called.err()).contains("die größte спека 李.json:1:").contains("\"é\"");
  }

  @Test
  void refusesAnOldJava() throws IOException, InterruptedException {
    Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nexit 1\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"11.0.2\"\n");
    Called called =
        call(Map.of("JAVA_HOME", folder.resolve("jdk").toString()), LAUNCHER.toString(), "--help");
    assertThat(called.code()).isEqualTo(64);
    assertThat(called.err()).contains("Java 17 or newer is needed").contains("11.0.2");
  }

  @Test
  void saysWhatJavaHomeLacks() throws IOException, InterruptedException {
    Called called = call(Map.of("JAVA_HOME", folder.toString()), LAUNCHER.toString(), "--help");
    assertThat(called.code()).isEqualTo(64);
    assertThat(called.err()).contains("there is no Java in JAVA_HOME");
  }

  /** A module of rules, compiled here, as a folder and in a jar. */
  @Test
  void findsRulesBehindItsOwnClassPath() throws IOException, InterruptedException {
    Path module = compiledModule();
    Path jar = folder.resolve("my rules.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(module)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new ZipEntry(module.relativize(file).toString().replace('\\', '/')));
        out.write(Files.readAllBytes(file));
      }
    }
    assertThat(call(Map.of(), LAUNCHER.toString(), "rules", "of_a_test").code()).isEqualTo(64);
    for (String classPath : List.of(jar.toString(), folder + "/nothing.jar:" + module)) {
      Called called =
          call(
              Map.of("CODEANATOMY_CLASSPATH", classPath),
              LAUNCHER.toString(),
              "rules",
              "of_a_test");
      assertThat(called.code()).as(called.err()).isZero();
      assertThat(called.err()).isEmpty();
      assertThat(called.out()).startsWith("The intent of_a_test\n\nIs found.");
    }
  }

  private Path compiledModule() throws IOException {
    Path source = folder.resolve("TestRules.java");
    Files.writeString(
        source,
        """
        import io.codeanatomy.engine.rules.IntentDeclaration;
        import io.codeanatomy.engine.rules.RuleProvider;
        import io.codeanatomy.spec.RuleIntent.IntentClass;
        import java.util.List;
        import java.util.Map;

        public final class TestRules implements RuleProvider {
          @Override public String name() { return "test"; }
          @Override public String version() { return "1"; }
          @Override public List<IntentDeclaration> intents() {
            return List.of(new IntentDeclaration(
                "of_a_test", IntentClass.Safety, IntentDeclaration.Occurrence.ANY, List.of(),
                "Is found.", Map.of(), (intent, context) -> List.of()));
          }
        }
        """);
    Path module = Files.createDirectories(folder.resolve("module"));
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                module.toString(),
                source.toString());
    assertThat(code).isZero();
    Path services = Files.createDirectories(module.resolve("META-INF/services"));
    Files.writeString(services.resolve(RuleProvider.class.getName()), "TestRules\n");
    return module;
  }

  @Test
  void aReaderThatLeavesIsNoError() throws IOException, InterruptedException {
    Called called =
        call(Map.of(), "/bin/sh", "-c", "'" + LAUNCHER + "' run --help | head -n 1; echo done");
    assertThat(called.out().lines().toList()).hasSize(2).last().isEqualTo("done");
    assertThat(called.err()).isEmpty();
  }
}
