// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A record that a document may give as a text alone: its first component; the rest is default. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface TextForm {}
