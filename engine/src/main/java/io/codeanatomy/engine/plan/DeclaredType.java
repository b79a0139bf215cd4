// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.schema.DataType;
import java.util.Optional;

/** Types as a spec writes them. */
public final class DeclaredType {

  private DeclaredType() {}

  /** The type that a text such as {@code decimal(10,2)} names; empty if it names none. */
  public static Optional<DataType> parse(String text) {
    return SqlTypes.parse(new Algebra().types(), text).flatMap(PlanTypes::toDelta);
  }
}
