// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.ingest;

import io.codeanatomy.delta.schema.Schema;

/** A table to write: its name, which is its folder under the output root, and its row type. */
public record TableDefinition(String name, Schema schema) {}
