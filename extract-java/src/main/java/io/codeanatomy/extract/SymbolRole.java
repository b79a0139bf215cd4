// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import java.util.Locale;

/**
 * What a name is there for; the column {@code role} of {@code symbols}. Rows of one place are in
 * this order.
 */
enum SymbolRole {
  DEFINITION,
  IMPORT,
  TYPE,
  READ,
  WRITE,
  CALL;

  private final String text = name().toLowerCase(Locale.ROOT);

  String text() {
    return text;
  }
}
