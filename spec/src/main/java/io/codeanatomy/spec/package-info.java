// SPDX-License-Identifier: Apache-2.0
/**
 * The contract of the engine: what a semantic execution spec is, and how a document becomes one.
 *
 * <p>Entry type: {@link io.codeanatomy.spec.SpecDocument}. Here live the records of the spec, the
 * strict reading of JSON and YAML, the validation of the graph that needs no data, the canonical
 * form and the hashes. Nothing here knows about Delta, Calcite or an execution engine.
 */
@NullMarked
package io.codeanatomy.spec;

import org.jspecify.annotations.NullMarked;
