// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Text for which a document may also give a number or a boolean, taken as it is written. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface ScalarAsText {}
