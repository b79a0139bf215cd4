// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlReturnTypeInference;

/**
 * All that there is to know of a function, but for its renderings, which belong to the execution
 * engines.
 *
 * @param name as it is called, lower case; for an operator its sign or word
 * @param group what it is about
 * @param kind how it is used
 * @param signatures how it is called; at least one
 * @param meaning one paragraph; its first sentence stands alone in lists
 * @param nulls what NULL arguments do
 * @param determinism what the result depends on
 * @param examples calls and their results; at least one
 * @param operators what the planner knows it as; several for an operator and its negation; none for
 *     an aggregate that expressions cannot call
 */
public record FunctionDeclaration(
    String name,
    FunctionGroup group,
    Kind kind,
    List<FunctionSignature> signatures,
    String meaning,
    String nulls,
    Determinism determinism,
    List<FunctionExample> examples,
    List<SqlOperator> operators) {

  /** How a function is used. */
  public enum Kind {
    /** In expressions, by a sign or word between or before its arguments. */
    OPERATOR,
    /** In expressions, by its name and arguments in parentheses. */
    FUNCTION,
    /** In the aggregations of an Aggregate view. */
    AGGREGATE
  }

  public FunctionDeclaration {
    signatures = List.copyOf(signatures);
    examples = List.copyOf(examples);
    operators = List.copyOf(operators);
    if (name.isEmpty() || signatures.isEmpty() || meaning.isBlank() || nulls.isBlank()) {
      throw new IllegalArgumentException("an incomplete declaration: " + name);
    }
  }

  /** Begins the declaration of a function, whose name is that of the first signature. */
  static Builder function(FunctionGroup group, String... signatures) {
    return new Builder(
        FunctionSignature.name(signatures[0]), group, Kind.FUNCTION, List.of(signatures));
  }

  /** Begins the declaration of an operator. */
  static Builder operator(FunctionGroup group, String name, String... signatures) {
    return new Builder(name, group, Kind.OPERATOR, List.of(signatures));
  }

  /** Begins the declaration of an aggregate. */
  static Builder aggregate(String signature) {
    return new Builder(
        FunctionSignature.name(signature),
        FunctionGroup.AGGREGATES,
        Kind.AGGREGATE,
        List.of(signature));
  }

  /** The first sentence of the meaning. */
  public String summary() {
    int end = meaning.indexOf(". ");
    return end < 0 ? meaning : meaning.substring(0, end + 1);
  }

  /** Whether it is a function of our own, and not one of standard SQL. */
  public boolean isOurs() {
    return operators.stream().anyMatch(LibraryFunction::is);
  }

  /** Collects a declaration. */
  static final class Builder {

    private final String name;
    private final FunctionGroup group;
    private final Kind kind;
    private final List<String> signatures;
    private final List<FunctionExample> examples = new ArrayList<>();
    private String meaning = "";
    private String nulls = "NULL if an argument is NULL.";
    private Determinism determinism = Determinism.EXACT;

    private Builder(String name, FunctionGroup group, Kind kind, List<String> signatures) {
      this.name = name;
      this.group = group;
      this.kind = kind;
      this.signatures = signatures;
    }

    Builder means(String paragraph) {
      meaning = paragraph.strip().replaceAll("\\s+", " ");
      return this;
    }

    /** What NULLs do, where that is not to give NULL. */
    Builder nulls(String sentence) {
      nulls = sentence;
      return this;
    }

    Builder dependsOnOrder() {
      determinism = Determinism.ORDER_DEPENDENT;
      return this;
    }

    Builder example(String call, String result) {
      examples.add(new FunctionExample(call, "", result));
      return this;
    }

    Builder example(String call, String rows, String result) {
      examples.add(new FunctionExample(call, rows, result));
      return this;
    }

    /** Ends the declaration of a function of our own, NULL if an argument may be. */
    FunctionDeclaration ours() {
      return ours(SignatureTypes.Nullability.AS_ARGUMENTS);
    }

    /** Ends the declaration of a function of our own. */
    FunctionDeclaration ours(SignatureTypes.Nullability nullability) {
      return is(LibraryFunction.create(signatures.get(0), nullability));
    }

    /** Ends the declaration of a function of our own whose result the signature cannot tell. */
    FunctionDeclaration returning(SqlReturnTypeInference result) {
      return is(LibraryFunction.create(signatures.get(0), result));
    }

    /** Ends the declaration with what the planner knows the function as. */
    FunctionDeclaration is(SqlOperator... operators) {
      return new FunctionDeclaration(
          name,
          group,
          kind,
          signatures.stream().map(FunctionSignature::of).toList(),
          meaning,
          nulls,
          determinism,
          examples,
          List.of(operators));
    }
  }
}
