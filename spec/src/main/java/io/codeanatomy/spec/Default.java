// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a field is if the document leaves it out: {@code []}, {@code {}}, or a scalar as one would
 * write it in YAML. It is bound as if it stood in the document.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Default {
  String value();
}
