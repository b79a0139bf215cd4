// SPDX-License-Identifier: Apache-2.0
/**
 * Rules of one's own: entry type {@link io.codeanatomy.examples.rules.PrivacyRules}, which the
 * engine finds as a service.
 */
@NullMarked
package io.codeanatomy.examples.rules;

import org.jspecify.annotations.NullMarked;
