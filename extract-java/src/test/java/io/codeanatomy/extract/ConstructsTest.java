// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of each construct of the language. */
final class ConstructsTest {

  @TempDir Path folder;

  private SourceFolder extract(String text) {
    SourceFolder source = new SourceFolder(folder).write("A.java", text).extract();
    assertThat(source.faults()).isEmpty();
    assertThat(source.lines(ExtractionTables.DIAGNOSTICS, "message", "@")).isEmpty();
    return source;
  }

  private String[] members(String text) {
    return extract(text)
        .lines(ExtractionTables.MEMBERS, "kind", "name", "name_@", "type_text", "modifiers", "@")
        .toArray(String[]::new);
  }

  @Test
  void typesOfAllKindsHaveNamesModifiersAndSupertypes() {
    SourceFolder source =
        extract(
            """
            package p.q;
            public abstract sealed class A<T extends B> extends p.q . B<T> implements I, J<T> permits C, D {}
            non-sealed strictfp class C extends A {}
            final class D extends A {}
            interface I extends J<String>, K { interface Inner {} }
            enum E implements I { X }
            record R<T>(int a, T... b) implements I {}
            public @interface N { int value() default 1; }
            @Deprecated @interface M {}
            """);
    assertThat(
            source.lines(
                ExtractionTables.TYPES,
                "kind",
                "name",
                "name_@",
                "qualified_name",
                "modifiers",
                "extends_text",
                "implements_text",
                "permits_text"))
        .containsExactly(
            "class|A|A|p.q.A|public abstract sealed|p.q . B<T>|I, J<T>|C, D",
            "class|C|C|p.q.C|non-sealed strictfp|A|-|-",
            "class|D|D|p.q.D|final|A|-|-",
            "interface|I|I|p.q.I|-|J<String>, K|-|-",
            "interface|Inner|Inner|p.q.I.Inner|-|-|-|-",
            "enum|E|E|p.q.E|-|-|I|-",
            "record|R|R|p.q.R|-|-|I|-",
            "annotation|N|N|p.q.N|public|-|-|-",
            "annotation|M|M|p.q.M|-|-|-|-");
    assertThat(source.lines(ExtractionTables.FILES, "package", "status"))
        .containsExactly("p.q|parsed");
  }

  @Test
  void localAndAnonymousTypesHaveStableQualifiedNames() {
    SourceFolder source =
        extract(
            """
            class A {
              Object a = new Object() { class In {} };
              void f() {
                class L {}
                record R() {}
                new L() { Object b = new Object() {}; };
                { class L {} }
              }
              enum E { X { int y; }, Z }
            }
            """);
    assertThat(source.lines(ExtractionTables.TYPES, "kind", "name", "qualified_name", "@"))
        .containsExactly(
            "class|A|A|" + source.text("A.java").strip(),
            "class|-|A$1|{ class In {} }",
            "class|In|A$1.In|class In {}",
            "class|L|A$1L|class L {}",
            "record|R|A$1R|record R() {}",
            "class|-|A$2|{ Object b = new Object() {}; }",
            "class|-|A$2$1|{}",
            "class|L|A$2L|class L {}",
            "enum|E|A.E|enum E { X { int y; }, Z }",
            "class|-|A.E$1|{ int y; }");
  }

  @Test
  void severalVariablesOfOneDeclarationHaveSpansOfTheirOwn() {
    assertThat(members("class A { private int a = 1, b [] = {a}, c; }"))
        .containsExactly(
            "field|a|a|int|private|private int a = 1",
            "field|b|b|int[]|private|b [] = {a}",
            "field|c|c|int|private|c;");
    SourceFolder source = new SourceFolder(folder).extract();
    assertThat(source.lines(ExtractionTables.REFS, "ref_text", "@")).containsExactly("a|a");
  }

  @Test
  void aVariableIsNotMistakenForItsUseBeforeIt() {
    assertThat(
            members(
                "class A { int b; void f() { int a = b, b = a; for (int i = 0, j = i; ; ) {} } }"))
        .containsExactly(
            "field|b|b|int|-|int b;",
            "method|f|f|void|-|void f() { int a = b, b = a; for (int i = 0, j = i; ; ) {} }",
            "local|a|a|int|-|int a = b",
            "local|b|b|int|-|b = a;",
            "local|i|i|int|-|int i = 0",
            "local|j|j|int|-|j = i");
  }

  @Test
  void annotationsBetweenTypeAndNameAreNotMistakenForTheName() {
    assertThat(
            members(
                "class A { int @foo(foo = 1) [] foo; int @p.foo [] foo() @foo [] { return null; } }"))
        .containsExactly(
            "field|foo|foo|int @foo(foo = 1) []|-|int @foo(foo = 1) [] foo;",
            "method|foo|foo|int @foo [] @p.foo []|-|int @p.foo [] foo() @foo [] { return null; }");
  }

  @Test
  void methodsConstructorsAndInitializersAreMembers() {
    assertThat(
            members(
                """
                abstract class A {
                  static { int x; }
                  { }
                  <T extends B & C> A(T t) { this(); }
                  public static final <@X T> @Y T m(final int... a) throws E { return null; }
                  default
                  int old()[] { return null; }
                  void me(@X A this, String ... s) {}
                }
                """))
        .containsExactly(
            "initializer|-|-|-|static|static { int x; }",
            "local|x|x|int|-|int x;",
            "initializer|-|-|-|-|{ }",
            "constructor|A|A|-|-|<T extends B & C> A(T t) { this(); }",
            "type_parameter|T|T|B & C|-|T extends B & C",
            "parameter|t|t|T|-|T t",
            "method|m|m|T|public static final|public static final <@X T> @Y T m(final int... a)"
                + " throws E { return null; }",
            "type_parameter|T|T|-|-|@X T",
            "parameter|a|a|int...|final|final int... a",
            "method|old|old|int[]|default|default\n  int old()[] { return null; }",
            "method|me|me|void|-|void me(@X A this, String ... s) {}",
            "parameter|this|this|A|-|@X A this",
            "parameter|s|s|String ...|-|String ... s");
  }

  @Test
  void recordComponentsAreFieldsAndACompactConstructorHasNoParameters() {
    assertThat(
            members(
                """
                record R(int a, @X String... b) {
                  static int c = 1;
                  public R { a = 1; }
                }
                """))
        .containsExactly(
            "field|a|a|int|-|int a",
            "field|b|b|String...|-|@X String... b",
            "field|c|c|int|static|static int c = 1;",
            "constructor|R|R|-|public|public R { a = 1; }");
  }

  @Test
  void enumConstantsAreMembersAndThoseWithArgumentsAreCalls() {
    SourceFolder source =
        extract(
            "enum E { /** a */ A, @X B(1, f()), C { int z; }, D(2){}; static final E e = null; }");
    assertThat(
            source.lines(ExtractionTables.MEMBERS, "kind", "name_@", "type_text", "modifiers", "@"))
        .containsExactly(
            "enum_constant|A|-|-|A",
            "enum_constant|B|-|-|@X B(1, f())",
            "enum_constant|C|-|-|C { int z; }",
            "field|z|int|-|int z;",
            "enum_constant|D|-|-|D(2){}",
            "field|e|E|static final|static final E e = null;");
    assertThat(
            source.lines(
                ExtractionTables.CALLS, "kind", "callee_@", "callee_text", "arg_count", "@"))
        .containsExactly(
            "enum_constant|B|E|2|B(1, f())", "method|f|f|0|f()", "enum_constant|D|E|1|D(2){}");
    assertThat(source.lines(ExtractionTables.CALL_ARGS, "index", "arg_text", "@", "call_@"))
        .containsExactly("0|1|1|B(1, f())", "1|f()|f()|B(1, f())", "0|2|2|D(2){}");
    assertThat(source.lines(ExtractionTables.COMMENTS, "kind", "owner_@"))
        .containsExactly("javadoc|A");
  }

  @Test
  void variablesOfStatementsPatternsAndLambdasAreMembers() {
    assertThat(
            members(
                """
                class A { Object f(Object o) {
                  for (var v : o) {} for (final int i : o) {}
                  try (var r = o; R s = r; s) {} catch (final X | Y e) {}
                  if (o instanceof String str && !(o instanceof final Integer n)) {}
                  g((x, y) -> x, (var z) -> z, (final int w) -> { int var = 1; });
                  var var = 2;
                } }
                """))
        .contains(
            "local|v|v|var|-|var v",
            "local|i|i|int|final|final int i",
            "local|r|r|var|-|var r = o;",
            "local|s|s|R|-|R s = r;",
            "local|e|e|X | Y|final|final X | Y e",
            "local|str|str|String|-|String str",
            "local|n|n|Integer|final|final Integer n",
            "parameter|x|x|-|-|x",
            "parameter|y|y|-|-|y",
            "parameter|z|z|var|-|var z",
            "parameter|w|w|int|final|final int w",
            "local|var|var|int|-|int var = 1;",
            "local|var|var|var|-|var var = 2;");
  }

  @Test
  void membersAreInTypesAndMembers() {
    SourceFolder source =
        extract("class A { Runnable r = () -> { int x; }; void f(int p) { class L { int y; } } }");
    assertThat(source.lines(ExtractionTables.MEMBERS, "name", "container_@"))
        .containsExactly(
            "r|class A { Runnable r = () -> { int x; }; void f(int p) { class L { int y; } } }",
            "x|Runnable r = () -> { int x; };",
            "f|class A { Runnable r = () -> { int x; }; void f(int p) { class L { int y; } } }",
            "p|void f(int p) { class L { int y; } }",
            "y|class L { int y; }");
    assertThat(source.lines(ExtractionTables.TYPES, "name", "container_@"))
        .containsExactly("A|-", "L|void f(int p) { class L { int y; } }");
  }

  @Test
  void referencesHaveKindAndContext() {
    SourceFolder source =
        extract(
            """
            import p.Q;
            @An(el = b.c) class A extends Sup<Arg> {
              int f() throws Ex {
                x = y; (z) = 1; u += v; w++; q[i] = a.fld; a.fld = 1; this.s = super.t;
                T.class.m(Q::new, Q::foo, (Cast) k, n instanceof Inst); L: break L;
                new pk.Out.In<Ty>(); switch (e) { case CON: } return int.class;
              }
            }
            """);
    assertThat(source.lines(ExtractionTables.REFS, "@", "ref_text", "ref_kind", "ctx", "is_callee"))
        .containsExactly(
            "An|An|type|read|false",
            "el|el|member|read|false",
            "c|c|member|read|false",
            "b|b|name|read|false",
            "Sup|Sup|type|read|false",
            "Arg|Arg|type|read|false",
            "Ex|Ex|type|read|false",
            "x|x|name|write|false",
            "y|y|name|read|false",
            "z|z|name|write|false",
            "u|u|name|write|false",
            "v|v|name|read|false",
            "w|w|name|write|false",
            "q|q|name|read|false",
            "i|i|name|read|false",
            "fld|fld|member|read|false",
            "a|a|name|read|false",
            "fld|fld|member|write|false",
            "a|a|name|read|false",
            "s|s|member|write|false",
            "t|t|member|read|false",
            "m|m|member|read|true",
            "T|T|type|read|false",
            "Q|Q|name|read|false",
            "foo|foo|member|read|false",
            "Q|Q|name|read|false",
            "Cast|Cast|type|read|false",
            "k|k|name|read|false",
            "n|n|name|read|false",
            "Inst|Inst|type|read|false",
            "In|In|type|read|true",
            "Out|Out|member|read|false",
            "pk|pk|name|read|false",
            "Ty|Ty|type|read|false",
            "e|e|name|read|false",
            "CON|CON|name|read|false");
  }

  @Test
  void callsHaveCalleeReceiverAndArguments() {
    SourceFolder source =
        extract(
            """
            class A {
              A() { this(1); }
              A(int i) { super(); }
              A(B b) { b . super(i, "s" + b); }
              void f() { g(); a.b().<T>c( x , y ); super.m(); A.this.n(); b.new C<D>(){}; new @X p.E(z); }
            }
            """);
    assertThat(
            source.lines(
                ExtractionTables.CALLS,
                "kind",
                "callee_@",
                "callee_text",
                "receiver_@",
                "receiver_text",
                "arg_count",
                "@"))
        .containsExactly(
            "this|this|this|-|-|1|this(1)",
            "super|super|super|-|-|0|super()",
            "super|super|super|b|b|2|b . super(i, \"s\" + b)",
            "method|g|g|-|-|0|g()",
            "method|c|c|a.b()|a.b()|2|a.b().<T>c( x , y )",
            "method|b|b|a|a|0|a.b()",
            "method|m|m|super|super|0|super.m()",
            "method|n|n|A.this|A.this|0|A.this.n()",
            "constructor|C|C|b|b|0|b.new C<D>(){}",
            "constructor|E|E|-|-|1|new @X p.E(z)");
    assertThat(source.lines(ExtractionTables.CALL_ARGS, "index", "arg_text"))
        .containsExactly("0|1", "0|i", "1|\"s\" + b", "0|x", "1|y", "0|z");
  }

  @Test
  void importsHaveTheNameTheyImport() {
    SourceFolder source =
        extract("import a.b . C; import static a.D.e; import a.*; import static a.D.*;");
    assertThat(
            source.lines(
                ExtractionTables.IMPORTS,
                "qualified_name",
                "is_static",
                "is_star",
                "is_module",
                "alias",
                "alias_@",
                "@"))
        .containsExactly(
            "a.b.C|false|false|false|C|C|import a.b . C;",
            "a.D.e|true|false|false|e|e|import static a.D.e;",
            "a|false|true|false|-|-|import a.*;",
            "a.D|true|true|false|-|-|import static a.D.*;");
  }

  @Test
  void annotationsHaveOwners() {
    SourceFolder source =
        extract(
            """
            @A(@B) class C<@D T> {
              @p.E(x = 1) int f, g;
              static <U> @G U m(@H int p) { @I int l; return (@J String) l; }
            }
            """);
    assertThat(source.lines(ExtractionTables.ANNOTATIONS, "name", "text", "owner_@"))
        .containsExactly(
            "A|@A(@B)|" + source.text("A.java").strip(),
            "B|@B|@A(@B)",
            "D|@D|@D T",
            "p.E|@p.E(x = 1)|@p.E(x = 1) int f",
            "G|@G|static <U> @G U m(@H int p) { @I int l; return (@J String) l; }",
            "H|@H|@H int p",
            "I|@I|@I int l;",
            "J|@J|@J String");
  }

  @Test
  void javadocCommentsDocumentWhatBeginsBehindThem() {
    SourceFolder source =
        extract(
            """
            /** package */ package p;
            /** lost */ /** type */ /* between */ @X class A {
              /** field */ int a, b;
              /** method */ // line
              <T> void f() { /** local */ int x; /**/ }
              int c; /** nothing */
            }
            /** end */
            """);
    assertThat(source.lines(ExtractionTables.COMMENTS, "kind", "text", "owner_@"))
        .containsExactly(
            "javadoc|/** package */|package p;",
            "javadoc|/** lost */|-",
            "javadoc|/** type */|" + source.written(source.rows(ExtractionTables.TYPES).get(0), ""),
            "block|/* between */|-",
            "javadoc|/** field */|int a",
            "javadoc|/** method */|<T> void f() { /** local */ int x; /**/ }",
            "line|// line|-",
            "javadoc|/** local */|-",
            "block|/**/|-",
            "javadoc|/** nothing */|-",
            "javadoc|/** end */|-");
  }

  @Test
  void moduleDeclarationsGiveTypesOfServicesOnly() {
    SourceFolder source =
        new SourceFolder(folder)
            .write(
                "module-info.java",
                "/** m */ open module a.b { requires static c.d; exports e.f to g; uses j.K;"
                    + " provides l.M with n.O; opens q; }")
            .write("package-info.java", "/** p */ @A package a.b;")
            .extract();
    assertThat(source.faults()).isEmpty();
    assertThat(source.lines(ExtractionTables.REFS, "ref_text", "ref_kind"))
        .containsExactly("K|type", "j|name", "M|type", "l|name", "O|type", "n|name", "A|type");
    assertThat(source.lines(ExtractionTables.COMMENTS, "text", "owner_@"))
        .containsExactly(
            "/** m */|open module a.b { requires static c.d; exports e.f to g; uses j.K;"
                + " provides l.M with n.O; opens q; }",
            "/** p */|@A package a.b;");
    assertThat(source.lines(ExtractionTables.ANNOTATIONS, "owner_@"))
        .containsExactly("@A package a.b;");
  }

  @Test
  void nodesHaveRolesOrdinalsAndDepth() {
    SourceFolder source = extract("class A { int f() { return g(1, b ? 2 : 3); } }");
    assertThat(
            source.lines(
                ExtractionTables.NODES,
                "node_id",
                "parent_id",
                "depth",
                "kind",
                "field",
                "ordinal",
                "@"))
        .containsExactly(
            "0|-|0|compilation_unit|-|0|class A { int f() { return g(1, b ? 2 : 3); } }",
            "1|0|1|class|type_decls|0|class A { int f() { return g(1, b ? 2 : 3); } }",
            "2|1|2|method|members|0|int f() { return g(1, b ? 2 : 3); }",
            "3|2|3|primitive_type|return_type|0|int",
            "4|2|3|block|body|0|{ return g(1, b ? 2 : 3); }",
            "5|4|4|return|statements|0|return g(1, b ? 2 : 3);",
            "6|5|5|method_invocation|expression|0|g(1, b ? 2 : 3)",
            "7|6|6|identifier|method_select|0|g",
            "8|6|6|int_literal|arguments|0|1",
            "9|6|6|conditional_expression|arguments|1|b ? 2 : 3",
            "10|9|7|identifier|condition|0|b",
            "11|9|7|int_literal|true_expression|0|2",
            "12|9|7|int_literal|false_expression|0|3");
  }

  @Test
  void everyStatementAndExpressionOfJava17HasANodeWithARole() {
    SourceFolder source =
        extract(
            """
            import java.util.*;
            class A<T> {
              int f(Object o, int i) throws Exception {
                assert i > 0 : "x"; ; do { i--; } while (i > 0); while (true) break;
                for (int a = 0, b = 1; a < b; a++, b--) continue; for (String s : l) {}
                synchronized (o) { throw new Exception(); }
                switch (i) { case 1, 2: f(); default: }
                switch (i) { case 1 -> g(); case 2 -> { } default -> throw e; }
                int y = switch (i) { case 1 -> 2; default -> { yield 3; } };
                String t = \"\"\"
                  text "block" \\""\"
                  \"\"\";
                long n = ~+-i >>> 2 << 3 >> 4 & 5 | 6 ^ 7; n >>>= 1; n |= 2; n ^= 3; n &= 1; n %= 2;
                boolean c = !b && d || e == f != (g <= h) | (k >= m);
                int[][] arr = new int[3][]; int[] ini = {1, 2}; arr[0] = new int[] {1};
                char ch = 'x'; double dd = 1e-3 * 0x1p+3; float ff = .5f / 2 % 3;
                Function<? super T, ? extends List<?>> fn = String::length; fn = A::<T>new;
                Object z = (Runnable & Serializable) () -> {}; out: { break out; }
                try { } finally { return i == 0 ? 1 : 2; }
              }
            }
            """);
    Set<String> kinds = new TreeSet<>();
    source.rows(ExtractionTables.NODES).forEach(node -> kinds.add(node.text("kind")));
    assertThat(kinds)
        .contains(
            "assert",
            "empty_statement",
            "do_while_loop",
            "while_loop",
            "for_loop",
            "enhanced_for_loop",
            "synchronized",
            "throw",
            "switch",
            "switch_expression",
            "case",
            "yield",
            "string_literal",
            "unsigned_right_shift",
            "bitwise_complement",
            "unary_plus",
            "unary_minus",
            "unsigned_right_shift_assignment",
            "logical_complement",
            "array_type",
            "new_array",
            "char_literal",
            "double_literal",
            "float_literal",
            "member_reference",
            "super_wildcard",
            "extends_wildcard",
            "unbounded_wildcard",
            "intersection_type",
            "lambda_expression",
            "labeled_statement",
            "try",
            "array_access",
            "parenthesized");
    assertThat(source.rows(ExtractionTables.NODES))
        .as("only the root has no role")
        .filteredOn(node -> node.isNull("field"))
        .hasSize(1);
  }
}
