// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;

/** A call of a function with an argument that it does not take. */
public final class ArgumentMismatch extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String TYPE = "<type>";

  private final String signature;
  private final transient List<RelDataType> types;

  /**
   * A mismatch.
   *
   * @param problem with {@value #TYPE} for each of the types, in their order
   */
  ArgumentMismatch(String problem, List<RelDataType> types, String signature) {
    super(problem);
    this.types = List.copyOf(types);
    this.signature = signature;
  }

  /** What is wrong, with types in the spelling of the caller. */
  public String problem(Function<RelDataType, String> spelling) {
    String problem = String.valueOf(getMessage());
    for (RelDataType type : types) {
      problem =
          problem.replaceFirst(Pattern.quote(TYPE), Matcher.quoteReplacement(spelling.apply(type)));
    }
    return problem;
  }

  /** How the function is called. */
  public String signature() {
    return signature;
  }
}
