// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import static io.codeanatomy.delta.schema.DataType.Primitive.BOOLEAN;
import static io.codeanatomy.delta.schema.DataType.Primitive.INTEGER;
import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static io.codeanatomy.delta.schema.DataType.Primitive.STRING;

import io.codeanatomy.engine.ingest.TableDefinition;
import java.util.List;

/**
 * The tables that extraction writes, each with its row type and a description of every column;
 * {@code docs/extraction-tables.md} is made from them.
 *
 * <p>All spans are half-open and count the bytes of the file as it lies on the disk, from 0, a byte
 * order mark included. They start and end on character boundaries. Ids are unique in their file.
 */
public final class ExtractionTables {

  /** Characters (UTF-16 units) of source text that a text column keeps at most. */
  static final int MAXIMUM_TEXT_LENGTH = 1000;

  static final ExtractionTable FILES =
      ExtractionTable.of("files", "One row for each file, also for those that could not be read.")
          .span("the file")
          .nullable("sha256", STRING, "SHA-256 of the bytes, lower-case hex; NULL if not read")
          .required("size_bytes", LONG, "bytes; what the source's listing says if not read")
          .nullable("package", STRING, "the package declared in the file; NULL without one")
          .nullable(
              "lines", LONG, "lines, the last one counts if it is not empty; NULL if not read")
          .nullable("encoding", STRING, "`UTF-8`, or `ISO-8859-1` if not valid UTF-8")
          .nullable("byte_order_mark", BOOLEAN, "whether the file begins with a byte order mark")
          .required(
              "status",
              STRING,
              "`parsed`; `parsed_with_errors`; `not_parsed`: read, but the compiler gave no tree;"
                  + " `not_read`")
          .nullable(
              "names",
              LONG,
              "uses of names that attribution could resolve: rows of refs, called constructors,"
                  + " imports; NULL if not attributed")
          .nullable(
              "names_resolved",
              LONG,
              "of these, those that have a row of symbols; NULL if not attributed")
          .build();

  static final ExtractionTable LINE_INDEX =
      ExtractionTable.of(
              "line_index",
              "Where lines start and end. A line ends with `\\n`, `\\r\\n` or `\\r`. There is one"
                  + " more line than terminators, so that every offset of a file, its end included,"
                  + " lies on one line.")
          .required("line_no", LONG, "number of the line from 0")
          .required("line_start", LONG, "its first byte")
          .required("line_end", LONG, "the byte behind its last, without the terminator")
          .build();

  static final ExtractionTable NODES =
      ExtractionTable.of(
              "nodes",
              "The syntax tree in preorder, children in the order of their start. What has no place"
                  + " in the source (empty modifiers, what the compiler makes up) has no row."
                  + " Modifiers and type of `int a, b;` are children of `a` alone.")
          .span("the node; the whole file for the compilation unit")
          .required("node_id", LONG, "number of the node from 0 in preorder")
          .nullable("parent_id", LONG, "`node_id` of the parent; NULL for the compilation unit")
          .required("kind", STRING, "the compiler's name of the kind: `method_invocation`")
          .nullable(
              "field", STRING, "role in the parent, the compiler's name: `condition`, `arguments`")
          .required("ordinal", INTEGER, "number from 0 among the siblings of this field")
          .required("depth", INTEGER, "ancestors; 0 for the compilation unit")
          .build();

  static final ExtractionTable TYPES =
      ExtractionTable.of("types", "Declared types, local and anonymous ones among them.")
          .span("the declaration with its modifiers, without its comment")
          .required("type_id", LONG, "its `node_id`")
          .required("kind", STRING, "`class`, `interface`, `enum`, `record`, `annotation`")
          .nullable("name", STRING, "simple name; NULL for an anonymous class")
          .required(
              "qualified_name",
              STRING,
              "`package.Outer.Inner`; local and anonymous types as `package.Outer$1Local` and"
                  + " `package.Outer$1`, numbered in source order within the enclosing type")
          .nullableSpan("name_", "the name; NULL if there is none in the source")
          .nullable("modifiers", STRING, "the written modifiers in JLS order, one blank between")
          .nullableSpan("container_", "the enclosing row of types or members; NULL at top level")
          .nullable("extends_text", STRING, "what it extends as written, `, ` between")
          .nullable("implements_text", STRING, "what it implements as written, `, ` between")
          .nullable("permits_text", STRING, "what it permits as written, `, ` between")
          .build();

  static final ExtractionTable MEMBERS =
      ExtractionTable.of(
              "members",
              "What is declared in types: fields (record components among them), methods,"
                  + " constructors, initializers; and in those: parameters, locals (resources,"
                  + " pattern variables and caught exceptions among them), type parameters.")
          .span(
              "the declaration with its modifiers, without its comment; of `int a, b;` the span of"
                  + " `b` starts with its name")
          .required("member_id", LONG, "its `node_id`")
          .required(
              "kind",
              STRING,
              "`method`, `constructor`, `initializer`, `field`, `enum_constant`, `parameter`,"
                  + " `local`, `type_parameter`")
          .nullable("name", STRING, "name; the type's for a constructor, NULL for an initializer")
          .nullableSpan("name_", "the name; NULL if there is none in the source")
          .nullable(
              "type_text",
              STRING,
              "type, or result type, or bounds, as written, white space collapsed; NULL if not"
                  + " written")
          .nullable("modifiers", STRING, "the written modifiers in JLS order, one blank between")
          .nullableSpan(
              "container_",
              "the enclosing type, method, constructor, initializer, field or enum constant: a row"
                  + " of types or members")
          .build();

  static final ExtractionTable REFS =
      ExtractionTable.of(
              "refs",
              "Uses of names, one row for each place. Declared names, `this`, `super`, `class` and"
                  + " the names in package, import and module declarations are not among them.")
          .span("the name; of `a.b` that of `b`")
          .required("ref_id", LONG, "`node_id` of the identifier, member select or reference")
          .required("ref_text", STRING, "the name, Unicode escapes translated")
          .required(
              "ref_kind",
              STRING,
              "by its place in the syntax: `type` where only a type can be; `member` behind a dot"
                  + " or `::`, and names of annotation elements; else `name` (variable, type or"
                  + " package)")
          .required("ctx", STRING, "`write` if assigned, incremented or decremented, else `read`")
          .required("is_callee", BOOLEAN, "whether it is the callee's name of a row of calls")
          .build();

  static final ExtractionTable CALLS =
      ExtractionTable.of(
              "calls",
              "Calls of methods and constructors, as written: without the implicit `super()`; enum"
                  + " constants with arguments are among them.")
          .span("the call, from the receiver to the closing parenthesis or class body")
          .required("call_id", LONG, "its `node_id`")
          .required(
              "kind",
              STRING,
              "`method`; `constructor` for `new X()`; `enum_constant` for `RED(1)`; `this` and"
                  + " `super` for a constructor's call of another")
          .required("callee_bstart", LONG, "start of the callee's simple name")
          .required("callee_bend", LONG, "end of the callee's simple name")
          .required(
              "callee_text", STRING, "the callee's simple name; of an enum constant the enum's")
          .nullableSpan("receiver_", "what is before the dot; NULL if there is none")
          .nullable("receiver_text", STRING, "it as written, at most 1000 characters")
          .required("arg_count", INTEGER, "number of arguments")
          .build();

  static final ExtractionTable CALL_ARGS =
      ExtractionTable.of("call_args", "The arguments of the calls.")
          .span("the argument")
          .required("call_id", LONG, "the call")
          .required("call_bstart", LONG, "start of the call")
          .required("call_bend", LONG, "end of the call")
          .required("index", INTEGER, "number of the argument from 0")
          .required("arg_text", STRING, "the argument as written, at most 1000 characters")
          .build();

  static final ExtractionTable IMPORTS =
      ExtractionTable.of("imports", "The import declarations.")
          .span("the declaration")
          .required("import_id", LONG, "its `node_id`")
          .required("qualified_name", STRING, "the name, without `.*`")
          .required("is_static", BOOLEAN, "whether it is a static import")
          .required("is_star", BOOLEAN, "whether it ends with `.*`")
          .required("is_module", BOOLEAN, "whether it imports a module (Java 25)")
          .nullable("alias", STRING, "the simple name it imports; NULL for star and module")
          .nullableSpan("alias_", "that name; NULL for star and module")
          .build();

  static final ExtractionTable ANNOTATIONS =
      ExtractionTable.of(
              "annotations",
              "Annotations of declarations and of types. An annotation of `int a, b;` belongs to"
                  + " `a`.")
          .span("the annotation")
          .required("annotation_id", LONG, "its `node_id`")
          .required(
              "owner_bstart",
              LONG,
              "start of the annotated declaration or type, or of the annotation it is an argument"
                  + " of")
          .required("owner_bend", LONG, "end of it")
          .required("name", STRING, "the annotation's name as written, without `@`")
          .required("text", STRING, "the annotation as written, at most 1000 characters")
          .build();

  static final ExtractionTable COMMENTS =
      ExtractionTable.of("comments", "All comments.")
          .span("the comment, without the line's terminator")
          .required("comment_id", LONG, "number of the comment from 0 in the file")
          .required("kind", STRING, "`line`, `block`, or `javadoc` if it begins with `/**`")
          .nullableSpan(
              "owner_",
              "what a javadoc comment documents: the type, method, field, enum constant, package or"
                  + " module that begins right behind it")
          .required("text", STRING, "the comment as written, at most 1000 characters")
          .build();

  static final ExtractionTable DIAGNOSTICS =
      ExtractionTable.of(
              "diagnostics", "What the compiler or the extraction has to say about a file.")
          .nullableSpan("", "the place; NULL if it is about the file")
          .required("diagnostic_id", LONG, "number of the diagnostic from 0 in the file")
          .required("severity", STRING, "`error`, `warning` or `note`")
          .required(
              "code", STRING, "the compiler's key (`compiler.err.expected`), or `CA-EXTRACT-1xx`")
          .required("message", STRING, "in English, at most 1000 characters")
          .build();

  static final ExtractionTable SYMBOLS =
      ExtractionTable.of(
              "symbols",
              "What names mean, as the compiler resolves them: a declaration and all its uses have"
                  + " the same `symbol`. What it cannot resolve has no row. See above.")
          .span(
              "the name, the same as in types, members, refs, calls and imports; of a star import"
                  + " the declaration")
          .required("symbol_id", LONG, "number of the row from 0 in the file, by place")
          .required(
              "symbol",
              STRING,
              "what is meant: `p.Outer$Inner`, `p.C#name(int,java.lang.String[])`, `p.C#<init>()`,"
                  + " `p.C#field`, `package p`, `local PATH:BSTART name`")
          .required(
              "symbol_kind",
              STRING,
              "`class`, `interface`, `enum`, `record`, `annotation`, `type_parameter`, `method`,"
                  + " `constructor`, `field`, `enum_constant`, `parameter`, `local`, `package`")
          .required(
              "role",
              STRING,
              "`definition`; `import`; `type` in the position of a type; `call` of a method or"
                  + " constructor; else `write` or `read`, as `ctx` of refs")
          .required("declared_in_sources", BOOLEAN, "whether a file of the extraction declares it")
          .build();

  static final ExtractionTable SYMBOL_RELATIONS =
      ExtractionTable.of(
              "symbol_relations",
              "What declared types extend and implement, and what declared methods override, as the"
                  + " compiler resolves it. Types without a name are not listed, their methods"
                  + " are.")
          .span("the name of the declaration")
          .required("symbol", STRING, "what is declared, as in symbols")
          .required(
              "relation",
              STRING,
              "`extends`: the superclass, also if not written, or an interface's superinterface;"
                  + " `implements`: an interface of a class; `overrides`: the nearest overridden or"
                  + " implemented method on each way up the supertypes")
          .required("target_symbol", STRING, "the other end, as in symbols")
          .required(
              "target_declared_in_sources", BOOLEAN, "whether a file of the extraction declares it")
          .build();

  private static final List<ExtractionTable> ALL =
      List.of(
          FILES,
          LINE_INDEX,
          NODES,
          TYPES,
          MEMBERS,
          REFS,
          CALLS,
          CALL_ARGS,
          IMPORTS,
          ANNOTATIONS,
          COMMENTS,
          DIAGNOSTICS,
          SYMBOLS,
          SYMBOL_RELATIONS);

  private static final List<ExtractionTable> OF_SYNTAX =
      ALL.stream()
          .filter(table -> !List.of(FILES, SYMBOLS, SYMBOL_RELATIONS).contains(table))
          .toList();

  private ExtractionTables() {}

  /** Names and row types of all tables, for writing. */
  static List<TableDefinition> definitions() {
    return ALL.stream().map(ExtractionTable::definition).toList();
  }

  /** The tables whose rows of a file are known when it is parsed. */
  static List<ExtractionTable> ofSyntax() {
    return OF_SYNTAX;
  }

  /** All tables, in the order in which they are published. */
  public static List<ExtractionTable> all() {
    return ALL;
  }
}
