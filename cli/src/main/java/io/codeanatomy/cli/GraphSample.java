// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import java.util.List;
import java.util.Map;

/**
 * One method of a code property graph, and what the graph knows about it.
 *
 * @param type the qualified name of the type that it is a member of
 * @param name its name
 * @param modifiers as written; empty without any
 * @param resultType as written
 * @param parameters each as {@code Type name}, in order
 * @param javadoc the first sentence of its Javadoc; empty without one
 * @param path the file
 * @param byteStart its first byte in the file
 * @param byteEnd the byte behind its last one
 * @param calls the methods it calls, each as {@code Type.name/parameters} where the graph knows
 *     which one is meant, else as the name that is written
 * @param callers the members that call it, each as {@code Type.name}
 * @param edges the number of edges at its node, by kind
 */
record GraphSample(
    String type,
    String name,
    String modifiers,
    String resultType,
    List<String> parameters,
    String javadoc,
    String path,
    long byteStart,
    long byteEnd,
    List<String> calls,
    List<String> callers,
    Map<String, Long> edges) {

  /** As Java has it. */
  String signature() {
    String head = (modifiers + " " + resultType).strip();
    return (head + " " + name).strip() + "(" + String.join(", ", parameters) + ")";
  }

  /** The name without the package. */
  static String simpleName(String qualifiedName) {
    return qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
  }
}
