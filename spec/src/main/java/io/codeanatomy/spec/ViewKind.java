// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

/** The kinds of transform, as a document spells them. */
public enum ViewKind {
  Normalize,
  Relate,
  Union,
  Project,
  Filter,
  Aggregate,
  Unnest,
  Rank,
  Closure,
  Changes
}
