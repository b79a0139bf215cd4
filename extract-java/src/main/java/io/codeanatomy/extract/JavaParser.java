// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.tools.Diagnostic;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's parser, one file at a time. Not safe for several threads at once.
 *
 * <p>Each file has a task of its own: a task for many files saves about a tenth of the time, but
 * then a crash in one file takes the others along. The file manager, which is dear, is kept. The
 * language is the newest that the running JDK knows, its preview features among it.
 */
final class JavaParser implements AutoCloseable {

  private static final List<String> OPTIONS =
      List.of(
          "-proc:none",
          "-Xmaxerrs",
          "1000000",
          "-Xmaxwarns",
          "1000000",
          "--enable-preview",
          "-source",
          String.valueOf(Runtime.version().feature()));

  private final JavaCompiler compiler;
  private final StandardJavaFileManager fileManager;

  JavaParser() {
    JavaCompiler found = ToolProvider.getSystemJavaCompiler();
    if (found == null) {
      throw ExtractErrors.noCompiler();
    }
    compiler = found;
    fileManager = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
    try {
      // Otherwise each task looks for compiler plugins in every jar of our own class path.
      for (StandardLocation location :
          List.of(StandardLocation.CLASS_PATH, StandardLocation.ANNOTATION_PROCESSOR_PATH)) {
        fileManager.setLocation(location, List.of());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("empty paths are not read", impossible);
    }
  }

  /**
   * Parses a text.
   *
   * @return null if the compiler gives no tree at all
   */
  @Nullable ParsedFile parse(
      String path, SourceText text, Consumer<? super FileDiagnostic> diagnostics) {
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                Writer.nullWriter(),
                fileManager,
                diagnostic -> diagnostics.accept(fileDiagnostic(diagnostic, text)),
                OPTIONS,
                null,
                List.of(new SourceObject(path, text)));
    try {
      Iterator<? extends CompilationUnitTree> units = task.parse().iterator();
      return units.hasNext()
          ? new ParsedFile(units.next(), Trees.instance(task).getSourcePositions())
          : null;
    } catch (IOException impossible) {
      throw new UncheckedIOException("the text is in memory", impossible);
    }
  }

  @Override
  public void close() {
    try {
      fileManager.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static FileDiagnostic fileDiagnostic(Diagnostic<?> diagnostic, SourceText text) {
    String severity =
        switch (diagnostic.getKind()) {
          case ERROR -> FileDiagnostic.ERROR;
          case WARNING, MANDATORY_WARNING -> FileDiagnostic.WARNING;
          case NOTE, OTHER -> FileDiagnostic.NOTE;
        };
    return new FileDiagnostic(
        severity,
        String.valueOf(diagnostic.getCode()),
        diagnostic.getMessage(Locale.ENGLISH),
        span(diagnostic, text.length()));
  }

  private static @Nullable Span span(Diagnostic<?> diagnostic, int length) {
    if (diagnostic.getPosition() == Diagnostic.NOPOS) {
      return null;
    }
    int start = (int) Math.max(0, Math.min(diagnostic.getStartPosition(), length));
    int end = (int) Math.max(start, Math.min(diagnostic.getEndPosition(), length));
    return new Span(start, end);
  }

  /** The text under its file name, from which the compiler names an implicit class. */
  private static final class SourceObject extends SimpleJavaFileObject {

    private final SourceText text;

    SourceObject(String path, SourceText text) {
      super(URI.create("source:///" + uriName(path)), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text.text(new Span(0, text.length()));
    }

    /** The last segment, if it is what a URI takes as it is; in others the name has no use. */
    private static String uriName(String path) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      boolean plain =
          name.chars()
              .allMatch(
                  c ->
                      (c < 0x80 && Character.isLetterOrDigit(c))
                          || c == '.'
                          || c == '_'
                          || c == '-');
      return plain ? name : "Source.java";
    }
  }
}
