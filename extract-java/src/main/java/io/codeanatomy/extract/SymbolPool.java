// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The symbols that files share, each kept once, and which of them the extraction declares. Several
 * threads may add at once.
 */
final class SymbolPool {

  private final ConcurrentHashMap<Symbol, Symbol> symbols = new ConcurrentHashMap<>();
  private final Set<String> declared = ConcurrentHashMap.newKeySet();

  Symbol shared(Symbol symbol) {
    if (symbol.isLocal()) {
      return symbol;
    }
    Symbol known = symbols.putIfAbsent(symbol, symbol);
    return known == null ? symbol : known;
  }

  /** Takes note that a file declares it. */
  void declare(Symbol symbol) {
    if (!symbol.isLocal()) {
      declared.add(symbol.text());
    }
  }

  /** Takes note that a file is of a package; empty for the unnamed one. */
  void declarePackage(String name) {
    declared.add(packageSymbol(name));
  }

  static String packageSymbol(String name) {
    return "package " + name;
  }

  /** Complete once all files are attributed. What is local is declared where it is used. */
  boolean isDeclared(Symbol symbol) {
    return symbol.isLocal() || declared.contains(symbol.text());
  }
}
