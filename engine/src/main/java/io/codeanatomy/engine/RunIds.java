// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Names for runs: the time in UTC to the millisecond, so that they sort by it, and something
 * random.
 */
final class RunIds {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final SecureRandom RANDOM = new SecureRandom();

  private RunIds() {}

  static String next(Instant time) {
    return TIME.format(time) + String.format(Locale.ROOT, "-%08x", RANDOM.nextInt());
  }
}
