// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the reference page of a transform says besides its {@link Description} and its fields, in
 * Markdown.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Reference {

  /** What is to be said at length; empty if the description says all. */
  String meaning() default "";

  /** Which columns come out, in which order, and of which types. */
  String rowType();

  /** What becomes of NULLs. */
  String nulls();

  /**
   * Examples, each the YAML of a list of view definitions over the tables of {@code
   * examples/load-csv}: {@code customers}, {@code orders} and {@code prices}. They are run, and the
   * rows of the last view are shown.
   */
  String[] examples();
}
