// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

/**
 * A place in a document.
 *
 * @param line from 1
 * @param column from 1, in Unicode characters (code points)
 */
public record Position(int line, int column) {}
