# SPDX-License-Identifier: Apache-2.0
"""The queries of benchmarks/spans for Polars: by join_where, and by an equality join and a filter."""

import polars as pl

CONTAINS = [pl.col("bstart") <= pl.col("istart"), pl.col("iend") <= pl.col("bend")]


def sides(tables):
    outer = pl.scan_parquet(tables["outer_spans"])
    inner = pl.scan_parquet(tables["inner_spans"]).rename(
        {"id": "i", "bstart": "istart", "bend": "iend"})
    return outer, inner


def by_where(tables):
    outer, inner = sides(tables)
    return outer.join_where(inner.rename({"file_id": "ifile"}), pl.col("file_id") == pl.col("ifile"),
                            *CONTAINS)


def by_filter(tables):
    outer, inner = sides(tables)
    return outer.join(inner, on="file_id").filter(*CONTAINS)


def checksums(pairs):
    return pairs.select(pl.len(), pl.col("id").sum().alias("o"), pl.col("i").sum(),
                        (pl.col("id") ^ pl.col("i")).sum().alias("x"))


def innermost_of(pairs):
    length = pl.col("bend") - pl.col("bstart")
    return pairs.group_by("i").agg(pl.col("id").sort_by(length, "bstart", "id").first())


def collected(frame):
    return frame.collect(engine="streaming").rows()


def contains_where(tables):
    return collected(checksums(by_where(tables)))


def contains_filter(tables):
    return collected(checksums(by_filter(tables)))


def innermost_where(tables):
    return collected(checksums(innermost_of(by_where(tables))))


def innermost_filter(tables):
    return collected(checksums(innermost_of(by_filter(tables))))


def write_where(tables, file):
    by_where(tables).select(pl.col("id").alias("o"), "i").sink_parquet(file, compression="zstd")
    return []


def write_filter(tables, file):
    by_filter(tables).select(pl.col("id").alias("o"), "i").sink_parquet(file, compression="zstd")
    return []
