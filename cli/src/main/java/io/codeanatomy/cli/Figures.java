// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.plan.RowEstimate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them, in English whatever the locale. */
final class Figures {

  private static final String[] BYTE_UNITS = {"kB", "MB", "GB", "TB", "PB"};

  private Figures() {}

  /** {@code 1,234,567}. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 table}, {@code 1,234 tables}. */
  static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** {@code 999 B}, {@code 1.2 MB}; powers of 1,000. */
  static String bytes(long bytes) {
    if (Math.abs(bytes) < 1_000) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    // What would be rounded to 1000.0 belongs to the next unit.
    while (Math.abs(value) >= 999.95 && unit < BYTE_UNITS.length - 1) {
      value /= 1_000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, BYTE_UNITS[Math.max(unit, 0)]);
  }

  /** {@code 12 rows}, {@code ~1,230 rows} if they are estimated, {@code ?1,230 rows} if guessed. */
  static String rows(RowEstimate estimate) {
    return estimated(estimate) + (Math.round(estimate.rows()) == 1 ? " row" : " rows");
  }

  /** The same without the noun. */
  static String estimated(RowEstimate estimate) {
    long rows = Math.round(estimate.rows());
    return switch (estimate.certainty()) {
      case exact -> count(rows);
      case estimated -> "~" + count(rounded(rows));
      case guessed -> "?" + count(rounded(rows));
    };
  }

  /** Three digits; more would promise what an estimate does not hold. */
  private static long rounded(long rows) {
    return new BigDecimal(rows).round(new MathContext(3)).longValue();
  }

  /** {@code 0.004 s}, {@code 1.23 s}, {@code 2 min 5 s}. */
  static String seconds(double seconds) {
    if (seconds < 0.0995) {
      return String.format(Locale.ROOT, "%.3f s", seconds);
    }
    if (seconds < 99.95) {
      return String.format(Locale.ROOT, seconds < 9.995 ? "%.2f s" : "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole / 60 + " min " + whole % 60 + " s";
  }
}
