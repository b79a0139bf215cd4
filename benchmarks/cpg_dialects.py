# SPDX-License-Identifier: Apache-2.0
"""A script in DuckDB's SQL, benchmarks/cpg.sql or one like it, as steps for DataFusion and for Spark.

Both get the one text, translated by sqlglot. What sqlglot leaves as it is although they lack it stands here: first what
neither of the two has, then a table for each of them.
"""

import sqlglot
from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.dialects.spark import Spark


def steps(script, dialect):
    """The statements of a script, one after the other, in the SQL of a dialect of DIALECTS. Each is one of

    {"table": name, "query": SQL}     a table for the statements below
    {"closure": name, "turn": name, "start": SQL, "step": SQL}     such a table, by a loop; see `closure`
    {"write": name, "query": SQL}     an output
    """
    macros, result = {}, []
    for statement in sqlglot.parse(script, read="duckdb"):
        if isinstance(statement, exp.Create) and statement.kind == "MACRO":
            macros[statement.this.this.name] = statement
            continue
        written = WRITTEN.get(output(statement))
        for each in sqlglot.parse(written, read="duckdb") if written else [statement]:
            result += translated(each, macros, DIALECTS[dialect])
    return result


def output(statement):
    """The name of what a statement writes, or nothing."""
    if isinstance(statement, exp.Copy):
        return statement.args["files"][0].name.rsplit("/", 1)[-1].removesuffix(".parquet")


def translated(statement, macros, dialect):
    def text(query):
        return portable(query, macros).sql(dialect, identify=True, comments=False)

    if output(statement):
        return [{"write": output(statement), "query": text(statement.this.unnest())}]
    name, query = statement.this.name, statement.expression
    if not (query.ctes and query.args["with_"].recursive):
        return [{"table": name, "query": text(query)}]
    *others, recursive = query.ctes
    start, step = closure(name, recursive)
    return [*({"table": cte.alias, "query": text(cte.this)} for cte in others),
            {"closure": name, "turn": recursive.alias, "start": text(start), "step": text(step)}]


# ---- what neither has

# Instead of ASOF joins a window over all places in question: the last line that starts until there.
WRITTEN = {"cpg_nodes": """
    CREATE TEMP TABLE line_at AS
      WITH place AS (
        SELECT file_id, bstart AS at FROM node WHERE file_id IS NOT NULL
        UNION SELECT file_id, greatest(bend - 1, bstart) FROM node WHERE file_id IS NOT NULL
        UNION SELECT file_id, line_start FROM line)
      SELECT p.file_id, p.at, max(l.line) OVER (PARTITION BY p.file_id ORDER BY p.at) AS line,
             max(l.next_start) OVER (PARTITION BY p.file_id ORDER BY p.at) AS next_start
      FROM place p LEFT JOIN line l ON p.file_id = l.file_id AND p.at = l.line_start;
    COPY (
      SELECT n.node_id, n.node_kind, n.name, n.qualified_name, f.path, n.bstart, n.bend,
             CASE WHEN n.bstart < a.next_start THEN a.line END AS line,
             CASE WHEN greatest(n.bend - 1, n.bstart) < z.next_start THEN z.line END AS end_line, n.file_id
      FROM node n
      LEFT JOIN line_at a ON n.file_id = a.file_id AND n.bstart = a.at
      LEFT JOIN line_at z ON n.file_id = z.file_id AND greatest(n.bend - 1, n.bstart) = z.at
      LEFT JOIN files f ON n.file_id = f.file_id
    ) TO 'cpg_nodes.parquet'
    """}


def closure(name, cte):
    """A recursive table with a key, as the start and the step of a loop of joins.

    A step reads the rows of the turn before by the name of the recursion, and all so far by that of the table.
    """
    start, step = cte.this.this, cte.this.expression
    for select in (start, step):
        select.set("expressions", [exp.alias_(projection, column.name)
                                   for projection, column in zip(select.expressions, cte.args["alias"].columns)])
    for table in step.find_all(exp.Table):
        if table.db == "recurring":
            table.replace(exp.to_table(name, alias=table.alias))
    return start, step.distinct()


def portable(query, macros):
    """A query without macros, and without the words that only DuckDB has."""
    for call in list(query.find_all(exp.Anonymous)):
        if call.name in macros:
            call.replace(expanded(call, macros))
    for call in query.find_all(exp.Anonymous):
        if call.name == "strlen":
            call.set("this", "octet_length")
    for select in query.find_all(exp.Select):
        select.set("expressions", [each for projection in select.expressions for each in spread(projection)])
    for union in query.find_all(exp.Union):
        name_columns(union)
    return query


def expanded(call, macros):
    """What a call of a macro stands for."""
    macro = macros[call.name]
    values = dict(zip((parameter.name for parameter in macro.this.expressions), call.expressions))

    def replaced(node):
        if isinstance(node, exp.Column) and not node.table and node.name in values:
            return values[node.name].copy()
        if isinstance(node, exp.Anonymous) and node.name in macros:
            node.set("expressions", [each.transform(replaced) for each in node.expressions])
            return expanded(node, macros)
        return node

    return exp.paren(macro.expression.transform(replaced))


def spread(projection):
    """`unnest(arg_min({'a': x, 'b': y}, order))`, which makes columns of a struct, as `arg_min(x, order) AS a, …`.

    The orders are total, so that all come from the same row.
    """
    least = projection.this
    if not (isinstance(projection, exp.Explode) and isinstance(least, exp.ArgMin)):
        return [projection]
    return [exp.alias_(exp.ArgMin(this=field.expression.copy(), expression=least.expression.copy()), field.name)
            for field in least.this.expressions]


def name_columns(union):
    """Gives the columns of a union's other queries the names of the first one's, which DataFusion wants."""
    for query in (union.left.unnest(), union.right.unnest()):
        if isinstance(query, exp.Select) and not union.is_star:
            query.set("expressions", [projection if projection.alias_or_name == name else exp.alias_(projection.unalias(), name)
                                      for projection, name in zip(query.expressions, union.named_selects)])


# ---- what each has by another name: kinds of expressions to their SQL


class DataFusion(DuckDB):
    """DataFusion reads much of DuckDB's SQL: its parser has that dialect."""

    class Generator(DuckDB.Generator):
        TRANSFORMS = DuckDB.Generator.TRANSFORMS | {
            # `list` is no function.
            exp.ArrayAgg: lambda self, node: self.func("array_agg", node.this),
            # There is no arg_min.
            exp.ArgMin: lambda self, node: f"first_value({self.sql(node.this)} ORDER BY {self.expressions(node.expression)})",
            # There are neither lambdas nor maps of entries.
            exp.MapFromEntries: lambda self, node: self.sql(map_of_present(node.find(exp.Array))),
            # A hash is bytes, not text.
            exp.SHA2: lambda self, node: self.func("encode", self.func("sha256", node.this), exp.Literal.string("hex")),
            # There is no xor but PostgreSQL's #, which this dialect of the parser does not have.
            exp.BitwiseXor: lambda self, node: "(({0} | {1}) - ({0} & {1}))".format(*map(self.sql, node.flatten())),
            # The operator // is parsed only; / of whole numbers does the same.
            exp.IntDiv: lambda self, node: self.binary(node, "/"),
            # A cast in a CASE is evaluated for rows of its other branches, too.
            exp.Cast: lambda self, node: self.cast_sql(node, "TRY_" if node.find_ancestor(exp.Case) else None),
        }


def map_of_present(entries):
    """A map of those entries that have a value: from a list of keys and a list of values, without their nulls."""
    pairs = [[field.expression for field in entry.expressions] for entry in entries.expressions]
    keys = [exp.case().when(value.is_(exp.null()).not_(), key) for key, value in pairs]
    values = [value for _, value in pairs]
    return exp.func("map", exp.func("array_compact", exp.array(*keys)), exp.func("array_compact", exp.array(*values)))


class DeltaSpark(Spark):
    """Spark, from sqlglot's own dialect for it."""

    class Generator(Spark.Generator):
        TRANSFORMS = Spark.Generator.TRANSFORMS | {
            # A window must have an order, but a number is all that is asked for.
            exp.Window: lambda self, node: (
                self.func("monotonically_increasing_id") if isinstance(node.this, exp.RowNumber) and not node.args.get("order")
                else self.window_sql(node)),
        }


DIALECTS = {"datafusion": DataFusion, "spark": DeltaSpark}
