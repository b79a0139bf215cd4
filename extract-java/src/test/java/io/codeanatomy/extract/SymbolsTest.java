// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What names of each construct of the language mean. */
final class SymbolsTest {

  @TempDir Path folder;

  private SourceFolder extract(String text) {
    return checked(new SourceFolder(folder).write("p/A.java", text).extract());
  }

  private static SourceFolder checked(SourceFolder source) {
    assertThat(source.faults()).isEmpty();
    assertThat(source.lines(ExtractionTables.DIAGNOSTICS, "message", "@")).isEmpty();
    assertThat(source.unresolved()).isEmpty();
    return source;
  }

  /** Rows as {@code name|role|kind|symbol}; what is local has the line in place of the file. */
  private static List<String> symbols(SourceFolder source) {
    Pattern local = Pattern.compile("local (.*):([0-9]+) ");
    return source.lines(ExtractionTables.SYMBOLS, "@", "role", "symbol_kind", "symbol").stream()
        .map(
            line ->
                local
                    .matcher(line)
                    .replaceFirst(
                        found -> {
                          String before =
                              source
                                  .text(found.group(1))
                                  .substring(0, Integer.parseInt(found.group(2)));
                          return "local " + before.lines().count() + " ";
                        }))
        .toList();
  }

  private static List<String> relations(SourceFolder source) {
    return source.lines(
        ExtractionTables.SYMBOL_RELATIONS, "@", "symbol", "relation", "target_symbol");
  }

  @Test
  void declarationsOfAllKindsAndTheirUses() {
    SourceFolder source =
        extract(
            """
            package p;
            class A<T extends Comparable<T>> {
              int f = 1;
              static final String[] G = {};
              A(T t, int... rest) { f = rest.length; }
              <U> U m(U u, java.util.List<String>[] l) {
                int x = f;
                x += 1;
                x++;
                this.f = x;
                return m(u, l);
              }
            }
            """);
    assertThat(symbols(source))
        .containsExactly(
            "A|definition|class|p.A",
            "T|definition|type_parameter|local 2 T",
            "Comparable|type|interface|java.lang.Comparable",
            "T|type|type_parameter|local 2 T",
            "f|definition|field|p.A#f",
            "String|type|class|java.lang.String",
            "G|definition|field|p.A#G",
            "A|definition|constructor|p.A#<init>(java.lang.Comparable,int[])",
            "T|type|type_parameter|local 2 T",
            "t|definition|parameter|local 5 t",
            "rest|definition|parameter|local 5 rest",
            "f|write|field|p.A#f",
            "rest|read|parameter|local 5 rest",
            "length|read|field|[]#length",
            "U|definition|type_parameter|local 6 U",
            "U|type|type_parameter|local 6 U",
            "m|definition|method|p.A#m(java.lang.Object,java.util.List[])",
            "U|type|type_parameter|local 6 U",
            "u|definition|parameter|local 6 u",
            "java|read|package|package java",
            "util|read|package|package java.util",
            "List|type|interface|java.util.List",
            "String|type|class|java.lang.String",
            "l|definition|parameter|local 6 l",
            "x|definition|local|local 7 x",
            "f|read|field|p.A#f",
            "x|write|local|local 7 x",
            "x|write|local|local 7 x",
            "f|write|field|p.A#f",
            "x|read|local|local 7 x",
            "m|call|method|p.A#m(java.lang.Object,java.util.List[])",
            "u|read|parameter|local 6 u",
            "l|read|parameter|local 6 l");
  }

  @Test
  void overloadsVarargsAndInheritedMembers() {
    SourceFolder source =
        extract(
            """
            package p;
            class A extends B {
              void m(int i) {} void m(Object o) {} void m(String... s) {}
              void t() { m(1); m("a"); m("a", "b"); m(); i = 2; hashCode(); new int[0].clone(); super.n(); }
            }
            class B { int i; void n() {} }
            """);
    assertThat(symbols(source))
        .containsSubsequence(
            "m|call|method|p.A#m(int)",
            "m|call|method|p.A#m(java.lang.Object)",
            "m|call|method|p.A#m(java.lang.String[])",
            "m|call|method|p.A#m(java.lang.String[])",
            "i|write|field|p.B#i",
            "hashCode|call|method|java.lang.Object#hashCode()",
            "clone|call|method|[]#clone()",
            "n|call|method|p.B#n()");
  }

  @Test
  void importsOfAllKinds() {
    SourceFolder source =
        extract(
            """
            package p;
            import java.util.Map;
            import java.util.Map.Entry;
            import java.util.function.*;
            import static java.lang.Math.max;
            import static java.lang.Byte.*;
            import static java.util.Map.entry;
            class A { Map<?, ?> m; Entry<?, ?> e = entry(1, 2); Supplier<?> s; int i = max(MAX_VALUE, 2); }
            """);
    assertThat(symbols(source))
        .startsWith(
            "Map|import|interface|java.util.Map",
            "Entry|import|interface|java.util.Map$Entry",
            "import java.util.function.*;|import|package|package java.util.function",
            "max|import|method|java.lang.Math#max(double,double)",
            "max|import|method|java.lang.Math#max(float,float)",
            "max|import|method|java.lang.Math#max(int,int)",
            "max|import|method|java.lang.Math#max(long,long)",
            "import static java.lang.Byte.*;|import|class|java.lang.Byte",
            "entry|import|method|java.util.Map#entry(java.lang.Object,java.lang.Object)")
        .contains(
            "Entry|type|interface|java.util.Map$Entry",
            "Supplier|type|interface|java.util.function.Supplier",
            "max|call|method|java.lang.Math#max(int,int)",
            "MAX_VALUE|read|field|java.lang.Byte#MAX_VALUE");
  }

  @Test
  void lambdasAndMethodReferences() {
    SourceFolder source =
        extract(
            """
            package p;
            import java.util.function.*;
            class A {
              Function<String, Integer> a = s -> s.length();
              BiFunction<A, Integer, Integer> b = (final A x, Integer y) -> { int z = y; return x.m(z); };
              Function<Integer, Integer> c = this::m;
              Function<String, String> d = String::trim;
              Supplier<A> e = A::new;
              Function<Integer, int[]> f = int[]::new;
              int m(int i) { return i; }
            }
            """);
    assertThat(symbols(source))
        .containsSubsequence(
            "s|definition|parameter|local 4 s",
            "s|read|parameter|local 4 s",
            "length|call|method|java.lang.String#length()",
            "x|definition|parameter|local 5 x",
            "z|definition|local|local 5 z",
            "m|call|method|p.A#m(int)",
            "m|read|method|p.A#m(int)",
            "trim|read|method|java.lang.String#trim()",
            "A|read|class|p.A",
            "A|read|constructor|p.A#<init>()");
  }

  @Test
  void recordsAndTheirParts() {
    SourceFolder source =
        extract(
            """
            package p;
            record A(int x, String y) {
              A { if (x < 0) { x = 0; } }
              A(int x) { this(x, ""); }
              int twice() { return x + x(); }
              static A of(A a) { return new A(a.x, a.y()); }
            }
            """);
    assertThat(symbols(source))
        .startsWith(
            "A|definition|record|p.A",
            "x|definition|field|p.A#x",
            "x|definition|parameter|local 2 x",
            "String|type|class|java.lang.String",
            "y|definition|field|p.A#y",
            "y|definition|parameter|local 2 y",
            "A|definition|constructor|p.A#<init>(int,java.lang.String)",
            "x|read|parameter|local 2 x",
            "x|write|parameter|local 2 x",
            "A|definition|constructor|p.A#<init>(int)",
            "x|definition|parameter|local 4 x",
            "this|call|constructor|p.A#<init>(int,java.lang.String)")
        .contains("x|read|field|p.A#x", "x|call|method|p.A#x()", "y|call|method|p.A#y()");
    assertThat(relations(source)).containsExactly("A|p.A|extends|java.lang.Record");
  }

  @Test
  void enumsWithBodiesAndSwitches() {
    SourceFolder source =
        extract(
            """
            package p;
            enum A {
              X(1) { int g() { return f; } }, Y(2), Z;
              protected int f;
              A() {}
              A(int i) { this(); f = i; }
              int g() { return switch (this) { case X -> 1; case Y, Z -> values().length; }; }
              static int h(A a) { switch (a) { case X: return 1; default: return valueOf("Z").f; } }
            }
            """);
    assertThat(symbols(source))
        .startsWith(
            "A|definition|enum|p.A",
            "X|definition|enum_constant|p.A#X",
            "X|call|constructor|p.A#<init>(int)",
            "g|definition|method|p.A$1#g()",
            "f|read|field|p.A#f",
            "Y|definition|enum_constant|p.A#Y",
            "Y|call|constructor|p.A#<init>(int)",
            "Z|definition|enum_constant|p.A#Z",
            "f|definition|field|p.A#f")
        .contains("X|read|enum_constant|p.A#X", "this|call|constructor|p.A#<init>()")
        .contains("values|call|method|p.A#values()")
        .contains("valueOf|call|method|p.A#valueOf(java.lang.String)");
    assertThat(relations(source))
        .containsExactly("A|p.A|extends|java.lang.Enum", "g|p.A$1#g()|overrides|p.A#g()");
  }

  @Test
  void localAnonymousAndInnerClasses() {
    SourceFolder source =
        extract(
            """
            package p;
            class A {
              class In { In(int i) {} }
              Runnable r = new Runnable() { int k; public void run() { k = 1; } };
              void m(A outer) {
                class L { void n() { new L().n(); } }
                { class L {} new L(); }
                outer.new In(1);
                new In(2) { int k; };
                outer.new In(3) {};
                new java.util.ArrayList<String>(4) {};
              }
            }
            class B extends A.In { B(A a) { a.super(1); } }
            """);
    assertThat(symbols(source))
        .containsSubsequence(
            "Runnable|type|interface|java.lang.Runnable",
            "Runnable|type|interface|java.lang.Runnable",
            "Runnable|call|constructor|java.lang.Object#<init>()",
            "k|definition|field|p.A$1#k",
            "run|definition|method|p.A$1#run()",
            "k|write|field|p.A$1#k",
            "L|definition|class|p.A$1L",
            "n|definition|method|p.A$1L#n()",
            "L|type|class|p.A$1L",
            "L|call|constructor|p.A$1L#<init>()",
            "n|call|method|p.A$1L#n()",
            "L|definition|class|p.A$2L",
            "L|call|constructor|p.A$2L#<init>()",
            "In|type|class|p.A$In",
            "In|call|constructor|p.A$In#<init>(int)",
            "In|call|constructor|p.A$In#<init>(int)",
            "k|definition|field|p.A$2#k",
            "In|call|constructor|p.A$In#<init>(int)",
            "ArrayList|call|constructor|java.util.ArrayList#<init>(int)",
            "A|type|class|p.A",
            "super|call|constructor|p.A$In#<init>(int)");
    assertThat(relations(source)).contains("run|p.A$1#run()|overrides|java.lang.Runnable#run()");
  }

  @Test
  void patternsAndOtherLocals() {
    SourceFolder source =
        extract(
            """
            package p;
            class A {
              int m(Object o) throws Exception {
                if (o instanceof String s && s.isEmpty()) { return s.length(); }
                try (java.io.StringReader r = new java.io.StringReader("")) {
                  r.read();
                } catch (RuntimeException | Error e) {
                  throw e;
                }
                for (var i : new int[] {1}) { o = i; }
                return 0;
              }
            }
            """);
    assertThat(symbols(source))
        .containsSubsequence(
            "s|definition|local|local 4 s",
            "s|read|local|local 4 s",
            "s|read|local|local 4 s",
            "r|definition|local|local 5 r",
            "r|read|local|local 5 r",
            "read|call|method|java.io.StringReader#read()",
            "RuntimeException|type|class|java.lang.RuntimeException",
            "e|definition|local|local 7 e",
            "e|read|local|local 7 e",
            "i|definition|local|local 10 i",
            "o|write|parameter|local 3 o",
            "i|read|local|local 10 i");
  }

  @Test
  void annotationsAndTheirElements() {
    SourceFolder source =
        extract(
            """
            package p;
            import java.lang.annotation.*;
            @Target({ElementType.TYPE, ElementType.TYPE_USE})
            @interface A { int value() default 1; Class<?>[] of() default {}; }
            @A(value = B.ONE, of = {A.class, B.In.class}) class B {
              static final int ONE = 1;
              @A(2) String s;
              @Deprecated void m(@A(value = 3) int p) {}
              static class In {}
            }
            """);
    assertThat(symbols(source))
        .containsSubsequence(
            "Target|type|annotation|java.lang.annotation.Target",
            "ElementType|read|enum|java.lang.annotation.ElementType",
            "TYPE|read|enum_constant|java.lang.annotation.ElementType#TYPE",
            "A|definition|annotation|p.A",
            "value|definition|method|p.A#value()",
            "A|type|annotation|p.A",
            "value|read|method|p.A#value()",
            "ONE|read|field|p.B#ONE",
            "of|read|method|p.A#of()",
            "In|type|class|p.B$In",
            "Deprecated|type|annotation|java.lang.Deprecated");
    assertThat(relations(source)).contains("A|p.A|extends|java.lang.annotation.Annotation");
  }

  @Test
  void relationsAreTheNearest() {
    SourceFolder source =
        extract(
            """
            package p;
            interface I<T> { void m(T t); default void d() {} static void s() {} }
            interface J extends I<String> { void m(String s); boolean equals(Object o); }
            abstract class B implements I<String> { public void m(String s) {} private void q() {} }
            class C extends B implements J, java.io.Serializable {
              public void m(String s) {} public void m(Object o) {} public void d() {} void q() {}
              public String toString() { return ""; }
            }
            """);
    assertThat(relations(source))
        .containsExactly(
            "J|p.J|extends|p.I",
            "m|p.J#m(java.lang.String)|overrides|p.I#m(java.lang.Object)",
            "equals|p.J#equals(java.lang.Object)|overrides|java.lang.Object#equals(java.lang.Object)",
            "B|p.B|extends|java.lang.Object",
            "B|p.B|implements|p.I",
            "m|p.B#m(java.lang.String)|overrides|p.I#m(java.lang.Object)",
            "C|p.C|extends|p.B",
            "C|p.C|implements|p.J",
            "C|p.C|implements|java.io.Serializable",
            "m|p.C#m(java.lang.String)|overrides|p.B#m(java.lang.String)",
            "m|p.C#m(java.lang.String)|overrides|p.J#m(java.lang.String)",
            "d|p.C#d()|overrides|p.I#d()",
            "toString|p.C#toString()|overrides|java.lang.Object#toString()");
  }

  @Test
  void methodsWithASignatureOfTheirCallsAreTheDeclaredOnes() {
    SourceFolder source =
        extract(
            """
            package p;
            class A {
              void m(java.lang.invoke.MethodHandle h, java.lang.invoke.VarHandle v) throws Throwable {
                int i = (int) h.invokeExact(1, "a");
                h.invoke();
                h.invokeWithArguments(java.util.List.of());
                v.set(this, i);
              }
            }
            """);
    assertThat(symbols(source))
        .containsSubsequence(
            "invokeExact|call|method|java.lang.invoke.MethodHandle#invokeExact(java.lang.Object[])",
            "invoke|call|method|java.lang.invoke.MethodHandle#invoke(java.lang.Object[])",
            "invokeWithArguments|call|method|java.lang.invoke.MethodHandle#invokeWithArguments(java.util.List)",
            "set|call|method|java.lang.invoke.VarHandle#set(java.lang.Object[])");
  }

  @Test
  void spansAreBytesWhateverTheFileIsWrittenIn() {
    SourceFolder source =
        new SourceFolder(folder)
            .write(
                "A.java",
                "\uFEFFclass A {\r\n  int \u00FC = 1; // \u00FC\r\n  int b = \u00FC;\r\n}\r\n")
            .write("B.java", "class B { int \\u0061b = 1; int c = a\\u0062; A a; }")
            .write(
                "C.java",
                "class C { int \u00F6; int p() { return \u00F6; } }"
                    .getBytes(StandardCharsets.ISO_8859_1))
            .extract();
    assertThat(source.faults()).isEmpty();
    assertThat(source.lines(ExtractionTables.SYMBOLS, "path", "bstart", "@", "role", "symbol"))
        .contains(
            "A.java|20|\u00FC|definition|A#\u00FC",
            "A.java|45|\u00FC|read|A#\u00FC",
            "B.java|14|\\u0061b|definition|B#ab",
            "B.java|35|a\\u0062|read|B#ab",
            "B.java|44|A|type|A",
            "C.java|14|\u00F6|definition|C#\u00F6",
            "C.java|34|\u00F6|read|C#\u00F6");
    assertThat(source.unresolved()).isEmpty();
  }
}
