// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute;

/**
 * The rows of a relation as a multiset, in two sums: the same for the same rows in any order, in
 * any files, from any number of threads; a row that is there twice counts twice.
 *
 * <p>Each row is encoded as a text ({@code docs/content-digest.md}), the 16 bytes of the text's MD5
 * are read as two unsigned integers, the lower byte first, and each of them is added up over all
 * rows modulo 2<sup>64</sup>. Hashes of multisets by addition: Bellare and Micciancio, "A New
 * Paradigm for Collision-Free Hashing: Incrementality at Reduced Cost" (EUROCRYPT 1997); Clarke,
 * Devadas, van Dijk, Gassend and Suh, "Incremental Multiset Hash Functions and Their Application to
 * Memory Integrity Checking" (ASIACRYPT 2003). An exclusive or in place of the sum would not see a
 * row that is there twice too often.
 *
 * @param rows how many there are
 * @param first the sum of the integers of the first eight bytes, as 64 unsigned bits
 * @param second the sum of those of the last eight bytes
 */
public record RowDigest(long rows, long first, long second) {

  /** The digest of no rows. */
  public static final RowDigest NONE = new RowDigest(0, 0, 0);
}
