// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.DeltaException;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.Words;
import java.nio.file.Path;
import java.util.Collection;

/** Every error of a replay itself; {@code docs/errors.md} has a section for each code. */
final class ReplayErrors {

  private ReplayErrors() {}

  static Diagnostic inputGone(String input, Path location, long version, DeltaException failure) {
    return Diagnostic.error(
            "CA-REPLAY-001",
            "The input '"
                + input
                + "' cannot be read as it was, at version "
                + version
                + " of "
                + location
                + ": "
                + failure.getMessage())
        .withHint(
            "If the table was moved, say where it is: --input "
                + input
                + "=LOCATION. A version that was cleaned up cannot be replayed");
  }

  static Diagnostic filesGone(String input, long version, long missing, long all, Path first) {
    return Diagnostic.error(
            "CA-REPLAY-002",
            "Of the input '"
                + input
                + "' at version "
                + version
                + ", "
                + missing
                + " of "
                + all
                + (all == 1 ? " data file is" : " data files are")
                + " gone, such as "
                + first)
        .withHint("They were vacuumed; a run cannot be replayed without what it read");
  }

  static Diagnostic unknownInput(String name, Collection<String> inputs) {
    return Diagnostic.error("CA-REPLAY-003", "The run has no input '" + name + "'")
        .withHint(Words.suggestion(name, inputs) + "It has " + String.join(", ", inputs));
  }

  /** The profile Replay holds a run to what the same run gave before. */
  static Diagnostic otherDigest(
      String pointer, String table, String earlierRun, String earlier, String now) {
    return Diagnostic.error(
            "CA-REPLAY-004",
            pointer,
            "The output '"
                + table
                + "' has other rows than the run "
                + earlierRun
                + " with the same envelope gave: content_digest is "
                + now
                + " and was "
                + earlier)
        .withHint(
            "Something makes the result vary, or the earlier record is not to be trusted; nothing"
                + " was published");
  }

  static Diagnostic notCompared(String table, String why) {
    return Diagnostic.error(
            "CA-REPLAY-005",
            "The rows of the output '"
                + table
                + "' could be compared by their number alone: the run recorded no content_digest,"
                + " and "
                + why)
        .withHint("Run with --digest, or under the profile Replay or Strict")
        .asWarning();
  }

  static Diagnostic unwritable(Path folder, Throwable cause) {
    return Diagnostic.error(
            "CA-REPLAY-006",
            "There is no place for the replay in " + folder + ": " + cause.getMessage())
        .withHint("The replay runs in a hidden folder there, which goes when it is done");
  }
}
