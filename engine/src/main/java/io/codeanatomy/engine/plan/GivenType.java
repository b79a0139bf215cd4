// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.util.Litmus;

/** A type in a parsed expression that is known already. */
final class GivenType extends SqlTypeNameSpec {

  private final RelDataType type;

  GivenType(RelDataType type, SqlParserPos position) {
    super(new SqlIdentifier("type", position), position);
    this.type = type;
  }

  @Override
  public RelDataType deriveType(SqlValidator validator) {
    return type;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.print(SqlTypes.spell(type));
  }

  @Override
  public boolean equalsDeep(SqlTypeNameSpec node, Litmus litmus) {
    return (node instanceof GivenType other && type.equals(other.type))
        ? litmus.succeed()
        : litmus.fail("{} != {}", this, node);
  }
}
