// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.RowDigest;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The digest of a relation's rows, by one pass over them.
 *
 * <p>{@code md5_number} gives the hash as one integer whose lowest byte is the first of the hash;
 * both halves are taken from it, since a second hash would cost more than all the rest. The sums
 * are HUGEINT, which 2<sup>63</sup> rows do not exceed.
 */
final class DuckDbDigest {

  private final DuckDbDatabase database;

  DuckDbDigest(DuckDbDatabase database) {
    this.database = database;
  }

  RowDigest of(String relation, Schema schema) {
    return database.query(
        """
        SELECT count(*),
          sum(CAST(h & CAST(18446744073709551615 AS UHUGEINT) AS UBIGINT)),
          sum(CAST(h >> 64 AS UBIGINT))
        FROM (SELECT md5_number(%s) AS h FROM %s AS r)"""
            .formatted(RowEncoding.of("r", schema), Sql.identifier(relation)),
        DuckDbDigest::digest);
  }

  private static RowDigest digest(ResultSet rows) throws SQLException {
    rows.next();
    long count = rows.getLong(1);
    return count == 0 ? RowDigest.NONE : new RowDigest(count, sum(rows, 2), sum(rows, 3));
  }

  /** The lowest 64 bits of a sum. */
  private static long sum(ResultSet rows, int column) throws SQLException {
    return new BigInteger(rows.getString(column)).longValue();
  }
}
