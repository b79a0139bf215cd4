// SPDX-License-Identifier: Apache-2.0
/**
 * What a run puts by for those who check it later: entry type {@link
 * io.codeanatomy.engine.compliance.ComplianceCapture}, one folder of JSON documents for each run.
 * Nothing here is touched by a run that captures nothing.
 */
@NullMarked
package io.codeanatomy.engine.compliance;

import org.jspecify.annotations.NullMarked;
