// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

/**
 * What a name may mean.
 *
 * @param kind the column {@code symbol_kind}
 * @param text the same in all files; of what no other file can mean, its name
 * @param localStart where the name is declared, in bytes, of what no other file can mean; -1 of the
 *     rest
 */
record Symbol(String kind, String text, int localStart) {

  private static final int GLOBAL = -1;

  static Symbol global(String kind, String text) {
    return new Symbol(kind, text, GLOBAL);
  }

  static Symbol local(String kind, String name, int start) {
    return new Symbol(kind, name, start);
  }

  boolean isLocal() {
    return localStart != GLOBAL;
  }

  /** The column {@code symbol}, in a file. */
  String text(String path) {
    return isLocal() ? "local " + path + ":" + localStart + " " + text : text;
  }
}
