// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import java.math.BigInteger;

/**
 * The sum of floating-point numbers without an error but that of one rounding at its end, so that
 * it does not depend on any order.
 *
 * <p>A number is an integer of 53 bits times a power of two. Numbers whose exponents lie in one
 * slot of {@value #SLOT_BITS} are brought to the least of these and added as integers of 128 bits,
 * which have room for 2<sup>42</sup> rows; this an execution engine does by its own group-by and
 * sum. What is left, at most 66 integers for each group, is combined here. (The idea, an
 * accumulator for each range of exponents, is that of U. Kulisch's long accumulator.)
 *
 * <p>NaN, or infinities of both signs, give NaN; infinities of one sign give that; a sum beyond the
 * range of DOUBLE rounds to an infinity, as in IEEE 754; a sum of nothing but zeros is 0.0.
 */
public final class ExactSum {

  /** The exponents in one slot. */
  public static final int SLOT_BITS = 32;

  /** The slots of what is no finite number; beyond those that exponents reach. */
  public static final int POSITIVE_INFINITY = 100;

  public static final int NEGATIVE_INFINITY = 101;
  public static final int NOT_A_NUMBER = 102;

  /**
   * The exponent of the last bit of slot 0's integers: that of the smallest subnormal, less one.
   */
  private static final int LEAST_EXPONENT = -1075;

  private static final int MANTISSA_BITS = 53;

  private ExactSum() {}

  /**
   * The sum that the slots of a group make.
   *
   * @param slots {@code slot:integer} with commas between them, in any order; not empty
   */
  public static double of(String slots) {
    BigInteger total = BigInteger.ZERO;
    double notFinite = 0;
    for (int start = 0; start < slots.length(); ) {
      int colon = slots.indexOf(':', start);
      int comma = slots.indexOf(',', colon);
      int end = comma < 0 ? slots.length() : comma;
      int slot = Integer.parseInt(slots.substring(start, colon));
      if (slot < POSITIVE_INFINITY) {
        BigInteger integer = new BigInteger(slots.substring(colon + 1, end));
        total = total.add(integer.shiftLeft(SLOT_BITS * slot));
      } else {
        notFinite += special(slot);
      }
      start = end + 1;
    }
    return notFinite == 0 ? rounded(total) : notFinite;
  }

  private static double special(int slot) {
    return switch (slot) {
      case POSITIVE_INFINITY -> Double.POSITIVE_INFINITY;
      case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
      default -> Double.NaN;
    };
  }

  /** The DOUBLE that is nearest to the integer times the least power of two; ties to even. */
  private static double rounded(BigInteger total) {
    BigInteger magnitude = total.abs();
    // At least one bit goes, since the least power is half of the smallest DOUBLE.
    int dropped = Math.max(magnitude.bitLength() - MANTISSA_BITS, 1);
    BigInteger kept = magnitude.shiftRight(dropped);
    boolean half = magnitude.testBit(dropped - 1);
    boolean more = magnitude.getLowestSetBit() < dropped - 1;
    if (half && (more || kept.testBit(0))) {
      kept = kept.add(BigInteger.ONE);
    }
    double value = Math.scalb((double) kept.longValueExact(), dropped + LEAST_EXPONENT);
    return total.signum() < 0 ? -value : value;
  }
}
