// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.schema.Schema;
import java.util.List;

/**
 * Files that can be read as one relation.
 *
 * @param sql the query that gives their rows
 * @param schema the row type they get as a Delta table; every column may be NULL
 * @param remarks what was decided on the way, such as a type that Delta does not have
 */
public record FileRelation(String sql, Schema schema, List<String> remarks) {

  public FileRelation {
    remarks = List.copyOf(remarks);
  }
}
