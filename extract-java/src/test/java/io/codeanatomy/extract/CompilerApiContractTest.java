// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What we need of the JDK's compiler API; a JDK that breaks us fails here and says what. */
final class CompilerApiContractTest {

  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String text) {
      super(URI.create("text:///A.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private record Parsed(CompilationUnitTree unit, Trees trees, List<String> codes) {

    String span(String text, Tree tree) {
      SourcePositions positions = trees.getSourcePositions();
      long start = positions.getStartPosition(unit, tree);
      long end = positions.getEndPosition(unit, tree);
      return start < 0 || end < 0 ? "none" : text.substring((int) start, (int) end);
    }
  }

  private static Parsed parse(String text) {
    List<String> codes = new ArrayList<>();
    JavacTask task =
        (JavacTask)
            COMPILER.getTask(
                null,
                null,
                diagnostic -> codes.add(diagnostic.getKind() + " " + diagnostic.getCode()),
                List.of("-proc:none"),
                null,
                List.of(new Text(text)));
    try {
      return new Parsed(task.parse().iterator().next(), Trees.instance(task), codes);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static <T extends Tree> List<T> all(CompilationUnitTree unit, Class<T> type) {
    List<T> found = new ArrayList<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void scan(Tree tree, Void unused) {
        if (type.isInstance(tree)) {
          found.add(type.cast(tree));
        }
        return super.scan(tree, null);
      }
    }.scan(unit, null);
    return found;
  }

  private static void forEachRealSource(Consumer<String> consumer) {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
        consumer.accept(Files.readString(file));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void aTaskIsAJavacTaskAndParsesWithoutAClassPath() {
    Parsed parsed = parse("import no.such.Type; class A extends Type {}");
    assertThat(parsed.unit().getTypeDecls()).hasSize(1);
    assertThat(parsed.codes()).isEmpty();
  }

  @Test
  void placesAreCharactersOfTheTextAsItIs() {
    String text = "class A {\r\n\tString s = \"\ud83d\ude00\" + \\u0061b; }";
    Parsed parsed = parse(text);
    VariableTree variable = all(parsed.unit(), VariableTree.class).get(0);
    assertThat(parsed.span(text, variable)).isEqualTo("String s = \"\ud83d\ude00\" + \\u0061b;");
    IdentifierTree name = all(parsed.unit(), IdentifierTree.class).get(1);
    assertThat(parsed.span(text, name)).isEqualTo("\\u0061b");
    assertThat(name.getName().toString()).isEqualTo("ab");
  }

  @Test
  void emptyModifiersHaveNoPlaceAndWrittenOnesDo() {
    String text = "class A { final @X int a = 1; int b; }";
    Parsed parsed = parse(text);
    List<VariableTree> variables = all(parsed.unit(), VariableTree.class);
    assertThat(parsed.span(text, variables.get(0).getModifiers())).isEqualTo("final @X");
    assertThat(parsed.span(text, variables.get(1).getModifiers())).isEqualTo("none");
  }

  @Test
  void aMemberSelectEndsWithItsName() {
    String text = "class A { int a = b /* x */ . c; }";
    Parsed parsed = parse(text);
    assertThat(parsed.span(text, all(parsed.unit(), MemberSelectTree.class).get(0)))
        .isEqualTo("b /* x */ . c");
  }

  @Test
  void severalVariablesStartTogether() {
    String text = "class A { int a = 1, b; }";
    Parsed parsed = parse(text);
    assertThat(all(parsed.unit(), VariableTree.class))
        .extracting(variable -> parsed.span(text, variable))
        .containsExactly("int a = 1,", "int a = 1, b;");
  }

  @Test
  void theTypeOfAnEnumConstantHasNoEnd() {
    String text = "enum E { A }";
    Parsed parsed = parse(text);
    VariableTree constant = all(parsed.unit(), VariableTree.class).get(0);
    assertThat(parsed.span(text, constant)).isEqualTo("A");
    assertThat(parsed.span(text, constant.getType())).isEqualTo("none");
    assertThat(parsed.span(text, constant.getInitializer())).isEqualTo("none");
  }

  @Test
  void parametersThatACompactConstructorDoesNotWriteHaveNoEnd() {
    String text = "record R(int a) { R { } }";
    Parsed parsed = parse(text);
    MethodTree constructor = all(parsed.unit(), MethodTree.class).get(0);
    assertThat(constructor.getName().toString()).isEqualTo("<init>");
    assertThat(constructor.getParameters())
        .allSatisfy(parameter -> assertThat(parsed.span(text, parameter)).isEqualTo("none"));
  }

  @Test
  void faultsAreDiagnosticsAndTheRestIsParsed() {
    Parsed parsed = parse("class A { int f( { } } class B { }");
    assertThat(parsed.codes())
        .isNotEmpty()
        .allMatch(code -> code.startsWith("ERROR compiler.err."));
    assertThat(all(parsed.unit(), ClassTree.class)).hasSizeGreaterThanOrEqualTo(1);
  }

  @Test
  void diagnosticsHavePlacesAndEnglishMessages() {
    List<Diagnostic<? extends JavaFileObject>> found = new ArrayList<>();
    JavacTask task =
        (JavacTask)
            COMPILER.getTask(
                null, null, found::add, null, null, List.of(new Text("class A { int a = 1 }")));
    try {
      assertThat(task.parse()).hasSize(1);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    assertThat(found).hasSize(1);
    assertThat(found.get(0).getMessage(Locale.ENGLISH)).isEqualTo("';' expected");
    assertThat(found.get(0).getStartPosition()).isEqualTo(19);
  }

  @Test
  void everyKindOfTreeHasAnInterfaceWithAccessors() {
    assertThat(Tree.Kind.values())
        .filteredOn(kind -> kind != Tree.Kind.OTHER)
        .allSatisfy(kind -> assertThat(Tree.class).isAssignableFrom(kind.asInterface()));
  }

  @Test
  void ourTokensAreWhereTheCompilerHasItsIdentifiers() {
    forEachRealSource(
        text -> {
          Parsed parsed = parse(text);
          Tokens tokens = Lexer.tokens(text.toCharArray());
          SourcePositions positions = parsed.trees().getSourcePositions();
          for (IdentifierTree name : all(parsed.unit(), IdentifierTree.class)) {
            long start = positions.getStartPosition(parsed.unit(), name);
            long end = positions.getEndPosition(parsed.unit(), name);
            if (start >= 0 && end >= 0) {
              int index = tokens.firstFrom((int) start);
              assertThat(tokens.is(index, name.getName().toString())).isTrue();
              assertThat(tokens.span(index)).isEqualTo(new Span((int) start, (int) end));
            }
          }
        });
  }

  @Test
  void ourJavadocOwnersAreThoseOfTheCompiler() {
    forEachRealSource(
        text -> {
          Parsed parsed = parse(text);
          TreeSet<Integer> expected = new TreeSet<>();
          new TreePathScanner<Void, Void>() {
            @Override
            public Void scan(Tree tree, Void unused) {
              boolean local =
                  tree instanceof VariableTree
                      && !(getCurrentPath().getLeaf() instanceof ClassTree);
              if (tree != null && getCurrentPath() != null && !local) {
                String comment = parsed.trees().getDocComment(new TreePath(getCurrentPath(), tree));
                if (comment != null) {
                  expected.add(
                      (int)
                          parsed
                              .trees()
                              .getSourcePositions()
                              .getStartPosition(parsed.unit(), tree));
                }
              }
              return super.scan(tree, null);
            }
          }.scan(parsed.unit(), null);
          assertThat(ownerStarts(text)).containsExactlyElementsOf(expected);
        });
  }

  /** From the rows of one extraction, in characters: the sources here are ASCII. */
  private static Set<Integer> ownerStarts(String text) {
    assertThat(text.chars()).as("a source of this module").allMatch(c -> c < 0x80);
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    InMemoryIngest tables = new InMemoryIngest(ExtractionTables.definitions());
    try (FileExtractor extractor = new FileExtractor(bytes.length)) {
      extractor
          .extract(SourceFile.of("A.java", bytes.length, maximum -> bytes))
          .appendTo(tables, new LinkedHashMap<>());
    }
    TreeSet<Integer> starts = new TreeSet<>();
    for (InMemoryIngest.Row comment : tables.rows(ExtractionTables.COMMENTS)) {
      if (!comment.isNull("owner_bstart")) {
        starts.add((int) comment.number("owner_bstart"));
      }
    }
    return starts;
  }
}
