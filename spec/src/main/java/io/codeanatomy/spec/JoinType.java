// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

/** How rows without a match are treated. */
public enum JoinType {
  Inner,
  Left,
  Right,
  Full,
  Semi,
  Anti
}
