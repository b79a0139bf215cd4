// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.rules.IntentDeclaration;
import java.util.List;

/** The intents that say how tables are read. */
final class ScanIntents {

  static final List<IntentDeclaration> ALL = List.of();

  private ScanIntents() {}
}
