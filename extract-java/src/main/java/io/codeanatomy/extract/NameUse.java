// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.tree.Tree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place of a file where something is named, before it is known what.
 *
 * @param tree what the compiler knows the meaning of
 * @param start of the name, in bytes
 * @param end of the name, in bytes
 * @param call the call that it names the callee of; null if it does not
 * @param qualified of {@code a} in {@code a.b.c}, {@code a.b} and {@code a.b.c}
 */
record NameUse(
    Tree tree, int start, int end, SymbolRole role, @Nullable Tree call, List<Tree> qualified) {

  boolean isDefinition() {
    return role == SymbolRole.DEFINITION;
  }
}
