// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.SourcePositions;

/** A syntax tree and the places of its nodes, in characters of the text. */
record ParsedFile(CompilationUnitTree unit, SourcePositions positions) {}
