# SPDX-License-Identifier: Apache-2.0
"""A peer of the engine as a process: `contestant.py KIND SETUP`, then a line of JSON for every query.

SETUP has `tables` (name to list of Parquet files, or to a Delta table for the kinds that read Delta)
and `threads`. A command has `queries`, a list of SQL texts for DuckDB, DataFusion and Spark, and the
name of a function of benchmarks/spans_polars.py for Polars; the rows of the last one are the result.
For DataFusion and Spark it may have `steps` instead, those of benchmarks/cpg_dialects.py with the places
of the outputs, which are Delta tables; all other tables that they make are forgotten after the last step.
"""

import json
import os
import shutil
import sys
import tempfile
import time


class DuckDb:
    def __init__(self, tables, threads, memory=None):
        import duckdb

        self.connection = duckdb.connect()
        self.connection.execute(f"SET threads = {threads}")
        if memory:
            self.connection.execute(f"SET memory_limit = '{memory}'")
        for name, files in tables.items():
            self.connection.execute(f"CREATE VIEW {name} AS FROM read_parquet({files})")

    def rows(self, query):
        return self.connection.execute(query).fetchall()


class DuckDbScript:
    """Every query is a script, which gets a database of its own."""

    def __init__(self, **setup):
        self.setup = setup

    def rows(self, query):
        database = DuckDb(**self.setup)
        try:
            database.connection.execute(query)
        finally:
            database.connection.close()
        return []


class DataFusion:
    # Of the dialects of its parser, the one that has # for the exclusive or is the default here.
    def __init__(self, tables, threads, dialect="postgresql"):
        import datafusion

        config = (datafusion.SessionConfig().with_target_partitions(threads)
                  .set("datafusion.sql_parser.dialect", dialect))
        self.context = datafusion.SessionContext(config)
        for name, files in tables.items():
            if isinstance(files, str):
                import deltalake

                self.context.register_table(name, deltalake.DeltaTable(files))
            else:
                self.context.register_parquet(name, os.path.dirname(files[0]))
        self.made = set()

    def rows(self, query):
        batches = self.context.sql(query).collect()
        return [tuple(row.values()) for batch in batches for row in batch.to_pylist()]

    def write(self, query, place):
        import deltalake

        properties = deltalake.WriterProperties(compression="ZSTD")
        deltalake.write_deltalake(place, self.context.sql(query), writer_properties=properties)

    def table(self, name, query):
        self.made.add(name)
        self.context.sql(f'CREATE OR REPLACE TABLE "{name}" AS {query}')

    def forget(self):
        for name in self.made:
            self.context.deregister_table(name)
        self.made.clear()


class Spark:
    def __init__(self, tables, threads, jars=(), memory="6g", scratch=None):
        from pyspark.sql import SparkSession

        builder = (
            SparkSession.builder.master(f"local[{threads}]")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.driver.memory", memory)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            # As many as two threads need, and not the 200 of a cluster.
            .config("spark.sql.shuffle.partitions", str(2 * threads))
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.local.dir", tempfile.gettempdir()))
        if jars:
            builder = (
                builder.config("spark.jars", ",".join(jars))
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog",
                        "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                # Two again, and not the 50 of a large log.
                .config("spark.databricks.delta.snapshotPartitions", str(threads)))
        self.session = builder.getOrCreate()
        self.session.sparkContext.setLogLevel("ERROR")
        for name, files in tables.items():
            frame = (self.session.read.format("delta").load(files) if isinstance(files, str)
                     else self.session.read.parquet(*files))
            frame.createOrReplaceTempView(name)
        self.scratch = scratch
        self.made = 0

    def rows(self, query):
        return [tuple(row) for row in self.session.sql(query).collect()]

    def write(self, query, place):
        self.session.sql(query).write.format("delta").option("compression", "zstd").save(place)

    def table(self, name, query):
        """Files, since the plan of a cached view holds the plans of all below it, and grows with every step."""
        self.made += 1
        folder = f"{self.scratch}/{self.made}"
        frame = self.session.sql(query)
        frame.write.parquet(folder)
        self.session.read.schema(frame.schema).parquet(folder).createOrReplaceTempView(name)

    def forget(self):
        shutil.rmtree(self.scratch)


class Polars:
    def __init__(self, tables, threads):
        import polars
        import spans_polars

        if polars.thread_pool_size() != threads:
            sys.exit(f"Polars has {polars.thread_pool_size()} threads")
        self.functions = spans_polars
        self.tables = tables

    def rows(self, query):
        name, *words = query.split(" ")
        return getattr(self.functions, name)(self.tables, *words)


KINDS = {"duckdb": DuckDb, "script": DuckDbScript, "datafusion": DataFusion, "spark": Spark, "polars": Polars}


def take(contestant, step):
    """A step of benchmarks/cpg_dialects.py."""
    if "closure" in step:
        close(contestant, **step)
    elif "table" in step:
        contestant.table(step["table"], step["query"])
    else:
        contestant.write(step["query"], step["write"])


def close(contestant, closure, turn, start, step):
    """Makes a table by a loop of joins; the rows of every turn are new."""
    contestant.table(turn, start)
    contestant.table(closure, f"SELECT * FROM {turn}")
    while contestant.rows(f"SELECT count(*) FROM {turn}") != [(0,)]:
        contestant.table(turn, step)
        contestant.table(closure, f"SELECT * FROM {closure} UNION ALL SELECT * FROM {turn}")


def processes():
    """This process and, where there is one, the JVM below it."""
    import psutil

    me = psutil.Process()
    return [me.pid, *(child.pid for child in me.children(recursive=True))]


def forget_peak():
    for pid in processes():
        with open(f"/proc/{pid}/clear_refs", "w") as file:
            file.write("5")


def peak():
    total = 0
    for pid in processes():
        with open(f"/proc/{pid}/status") as file:
            total += sum(int(line.split()[1]) << 10 for line in file if line.startswith("VmHWM:"))
    return total


def answer(contestant, command):
    forget_peak()
    seconds, rows, begin = [], [], time.monotonic()
    for query in command.get("queries", []):
        start = time.monotonic()
        rows = contestant.rows(query)
        seconds.append(time.monotonic() - start)
    for step in command.get("steps", []):
        start = time.monotonic()
        take(contestant, step)
        seconds.append(time.monotonic() - start)
    total = time.monotonic() - begin
    most = peak()
    if "steps" in command:
        contestant.forget()
    result = [[exact(value) for value in row] for row in rows]
    return {"seconds": total, "each": seconds, "result": result, "peak": most}


def exact(value):
    """Numbers as numbers of JSON, whatever their type is here."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return int(value) if value == int(value) else str(value)


def main():
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    kind, setup = sys.argv[1], json.loads(sys.argv[2])
    contestant = KINDS[kind](**setup)
    for line in sys.stdin:
        try:
            result = answer(contestant, json.loads(line))
        except Exception as e:
            result = {"error": (str(e).strip() or repr(e)).splitlines()[0][:200]}
        print(json.dumps(result), file=answers)


if __name__ == "__main__":
    main()
