// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import java.util.List;
import java.util.Map;

/**
 * All places of a file where something is named.
 *
 * @param uses in the order of the walk
 * @param localTypes simple binary names, such as {@code 1Local}, of types that are no members, in
 *     the order of the walk
 * @param compactConstructors where the components of their records are named, by component
 */
record NamesInFile(
    SourceFile file,
    CompilationUnitTree unit,
    List<NameUse> uses,
    Map<ClassTree, String> localTypes,
    Map<MethodTree, Map<String, Span>> compactConstructors) {}
