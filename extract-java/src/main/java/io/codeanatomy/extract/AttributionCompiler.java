// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Attributes batches of files by the JDK's compiler. Not safe for several threads at once.
 *
 * <p>The compiler stops behind attribution. When it fails on a class, it goes on with the next one,
 * and the file of that class has no symbols.
 */
final class AttributionCompiler {

  /** The options of the parser, and two that let attribution go on after errors, and end there. */
  private static final List<String> OPTIONS =
      List.of(
          "-proc:none",
          "-Xlint:none",
          "-Xmaxerrs",
          "1",
          "-Xmaxwarns",
          "1",
          "--enable-preview",
          "-source",
          String.valueOf(Runtime.version().feature()),
          "-XDshould-stop.ifError=ATTR",
          "-XDshould-stop.ifNoError=ATTR");

  /** After so many failures, something is wrong that is not a class. */
  private static final int MAXIMUM_FAILURES = 100;

  private final List<Path> classPath;
  private final int maximumFileBytes;
  private final SymbolPool pool;
  private final TaskListener listener;

  /**
   * @param listener is told of each class before it is attributed; what it throws counts as a
   *     failure of the compiler
   */
  AttributionCompiler(ExtractionOptions options, SymbolPool pool, TaskListener listener) {
    this.classPath = options.classPath();
    this.maximumFileBytes = options.maximumFileBytes();
    this.pool = pool;
    this.listener = listener;
  }

  /**
   * Attributes a batch.
   *
   * @throws RuntimeException if the compiler fails before it attributes classes, or too often
   */
  AttributedBatch attribute(AttributionBatch batch) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager fileManager =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      fileManager.setLocationFromPaths(StandardLocation.ANNOTATION_PROCESSOR_PATH, List.of());
      if (batch.module() == null) {
        fileManager.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
        // Otherwise sources are looked for on the class path, too.
        fileManager.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of());
      } else {
        // With a source path, the compiler would look there for the module's sources.
        fileManager.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of());
        fileManager.setLocationFromPaths(StandardLocation.MODULE_PATH, classPath);
      }
      return new Batch(batch, compiler, fileManager).attribute();
    }
  }

  /** One batch under way. */
  private final class Batch implements TaskListener {

    private final Map<URI, ExtractedFile> files = new LinkedHashMap<>();
    private final Set<ExtractedFile> targets;
    private final Map<ExtractedFile, Throwable> failed = new LinkedHashMap<>();
    private final Map<ExtractedFile, Integer> classesToCome = new HashMap<>();
    private final JavacTask task;
    private @Nullable ExtractedFile current;
    private long classes;

    Batch(AttributionBatch batch, JavaCompiler compiler, StandardJavaFileManager fileManager) {
      List<JavaFileObject> sources = new ArrayList<>();
      for (ExtractedFile file : batch.all()) {
        SourceObject source = new SourceObject(file.file(), maximumFileBytes);
        sources.add(source);
        files.put(source.toUri(), file);
      }
      this.targets = new HashSet<>(batch.files());
      this.task =
          (JavacTask)
              compiler.getTask(
                  Writer.nullWriter(), fileManager, diagnostic -> {}, OPTIONS, null, sources);
      task.addTaskListener(this);
    }

    AttributedBatch attribute() throws IOException {
      Map<ExtractedFile, NamesInFile> names = names(task.parse());
      analyze();
      SymbolResolver resolver = new SymbolResolver(task, pool);
      Map<ExtractedFile, FileSymbols> symbols = new HashMap<>();
      names.forEach(
          (file, namesInFile) -> {
            if (!failed.containsKey(file)) {
              symbols.put(file, resolver.resolve(namesInFile));
            }
          });
      List<AttributionFailure> failures = new ArrayList<>();
      failed.forEach(
          (file, failure) ->
              failures.add(
                  AttributionFailure.of(List.of(file), ExtractErrors.attributionFailed(failure))));
      return new AttributedBatch(targets.size(), symbols, failures);
    }

    /** Names are found before attribution, which adds to the trees what is not in the sources. */
    private Map<ExtractedFile, NamesInFile> names(Iterable<? extends CompilationUnitTree> units)
        throws IOException {
      Map<ExtractedFile, NamesInFile> names = new LinkedHashMap<>();
      for (CompilationUnitTree unit : units) {
        ExtractedFile file = files.get(unit.getSourceFile().toUri());
        if (file != null && targets.contains(file)) {
          SourceText text = SourceText.of(file.file().reader().read(maximumFileBytes));
          ParsedFile parsed = new ParsedFile(unit, Trees.instance(task).getSourcePositions());
          boolean faulty = file.status() == FileStatus.PARSED_WITH_ERRORS;
          names.put(file, NameWalk.run(file.file(), text, parsed, faulty));
          long declared =
              unit.getTypeDecls().stream().filter(tree -> tree instanceof ClassTree).count();
          if (declared > 0) {
            classesToCome.put(file, (int) declared);
          }
        }
      }
      return names;
    }

    /** Goes on behind a class on which the compiler fails. */
    private void analyze() throws IOException {
      while (true) {
        long before = classes;
        try {
          task.analyze();
          return;
        } catch (RuntimeException | Error failure) {
          if (isDone(failure)) {
            return;
          }
          if (current == null || classes == before || failed.size() == MAXIMUM_FAILURES) {
            throw failure;
          }
          failed.put(current, failure);
        }
      }
    }

    @Override
    public void started(TaskEvent event) {
      if (event.getKind() != TaskEvent.Kind.ANALYZE) {
        return;
      }
      ExtractedFile file = files.get(event.getSourceFile().toUri());
      if (file != null && targets.contains(file)) {
        classesToCome.computeIfPresent(file, (key, count) -> count > 1 ? count - 1 : null);
      } else if (classesToCome.isEmpty()) {
        throw new Done();
      }
      current = file;
      classes++;
      if (Thread.currentThread().isInterrupted()) {
        throw new Done();
      }
      listener.started(event);
    }
  }

  private static boolean isDone(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Done) {
        return true;
      }
    }
    return false;
  }

  /** All that was to be attributed is. */
  private static final class Done extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Done() {
      super("all classes are attributed", null, false, false);
    }
  }
}
