// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A sealed interface whose records a document tells apart by a field that holds the record's name.
 *
 * <p>A sealed interface without this annotation is told apart by form: a record without components
 * is a word (its name in snake_case), a record of one text is that text, the one remaining record
 * is an object.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface TaggedBy {
  String value();
}
