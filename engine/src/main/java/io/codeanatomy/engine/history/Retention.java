// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.history;

import java.time.Duration;
import java.time.Instant;

/**
 * How long something is kept.
 *
 * @param days whole days, at least one
 */
public record Retention(int days) {

  /** A week. */
  public static final Retention SHORT = new Retention(7);

  /** A quarter of a year. */
  public static final Retention LONG = new Retention(90);

  /** A hundred years: no date gets out of range. */
  private static final int MOST_DAYS = 36_525;

  public Retention {
    if (days < 1 || days > MOST_DAYS) {
      throw new IllegalArgumentException("A retention is 1 to " + MOST_DAYS + " days, not " + days);
    }
  }

  /** When something that was made at a time may go. */
  public Instant expiry(Instant made) {
    return made.plus(Duration.ofDays(days));
  }
}
