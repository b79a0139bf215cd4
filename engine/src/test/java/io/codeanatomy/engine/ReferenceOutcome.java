// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an expression gives for a row.
 *
 * @param value the value, if it has not failed; null for NULL
 * @param failed whether it is an error
 * @param risky whether a part of it, needed or not, is an error that nothing stands guard over: an
 *     overflow
 * @param unsure whether it is left open that it is an error, since an engine may or may not compute
 *     a part that the result does not need
 */
record ReferenceOutcome(@Nullable Object value, boolean failed, boolean risky, boolean unsure) {

  /** There is no value. */
  static final class Fault extends RuntimeException {
    private final transient ReferenceOutcome outcome;

    private Fault(ReferenceOutcome outcome) {
      super("no value");
      this.outcome = outcome;
    }
  }

  static ReferenceOutcome of(@Nullable Object value) {
    return new ReferenceOutcome(value, false, false, false);
  }

  /** An error that what stands to the left of it guards against. */
  static Fault guarded() {
    return new Fault(new ReferenceOutcome(null, true, false, false));
  }

  static Fault overflow() {
    return new Fault(new ReferenceOutcome(null, true, true, false));
  }

  /** An operation that needs all its operands and has NULL for NULL. */
  static ReferenceOutcome strict(
      Function<List<Object>, Object> operation, ReferenceOutcome... operands) {
    boolean isNull = Arrays.stream(operands).anyMatch(ReferenceOutcome::isNull);
    return total(values -> isNull ? null : operation.apply(List.copyOf(values)), operands);
  }

  /** An operation that needs all its operands. */
  static ReferenceOutcome total(
      Function<List<@Nullable Object>, @Nullable Object> operation, ReferenceOutcome... operands) {
    boolean risky = Arrays.stream(operands).anyMatch(ReferenceOutcome::risky);
    boolean unsure = Arrays.stream(operands).anyMatch(ReferenceOutcome::unsure);
    if (Arrays.stream(operands).anyMatch(ReferenceOutcome::failed)) {
      boolean decided = Arrays.stream(operands).anyMatch(ReferenceOutcome::isNull);
      return new ReferenceOutcome(null, true, risky, unsure || decided);
    }
    try {
      Object value = operation.apply(Arrays.stream(operands).map(ReferenceOutcome::value).toList());
      return new ReferenceOutcome(value, false, risky, unsure);
    } catch (Fault fault) {
      return new ReferenceOutcome(null, true, risky || fault.outcome.risky, unsure);
    }
  }

  boolean isNull() {
    return !failed && value == null;
  }

  boolean is(Object other) {
    return !failed && Objects.equals(value, other);
  }

  /** The same, beside a part that the result does not need. */
  ReferenceOutcome beside(ReferenceOutcome unused) {
    return new ReferenceOutcome(
        value, failed, risky || unused.risky, unsure || unused.risky || unused.unsure);
  }

  /** The same, after a part that was needed to come here. */
  ReferenceOutcome after(ReferenceOutcome needed) {
    return new ReferenceOutcome(
        value, failed, risky || needed.risky, unsure || needed.unsure || (failed && needed.failed));
  }

  ReferenceOutcome leftOpen() {
    return new ReferenceOutcome(value, failed, risky, true);
  }

  static ReferenceOutcome and(ReferenceOutcome left, ReferenceOutcome right) {
    return logic(left, right, false);
  }

  static ReferenceOutcome or(ReferenceOutcome left, ReferenceOutcome right) {
    return logic(left, right, true);
  }

  private static ReferenceOutcome logic(
      ReferenceOutcome left, ReferenceOutcome right, boolean decisive) {
    if (left.is(decisive)) {
      return left.beside(right);
    }
    if (left.failed) {
      return right.is(decisive) ? left.after(right).leftOpen() : left.after(right);
    }
    if (right.failed || right.is(decisive)) {
      return right.after(left);
    }
    Object value = left.isNull() || right.isNull() ? null : (Object) !decisive;
    return new ReferenceOutcome(
        value, false, left.risky || right.risky, left.unsure || right.unsure);
  }

  static ReferenceOutcome choice(
      ReferenceOutcome condition, ReferenceOutcome yes, ReferenceOutcome no) {
    if (condition.failed) {
      return condition.beside(yes).beside(no);
    }
    return condition.is(true) ? yes.after(condition).beside(no) : no.after(condition).beside(yes);
  }
}
