// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import io.codeanatomy.engine.ingest.TableDefinition;
import io.codeanatomy.engine.ingest.TableIngest;
import java.util.List;

/** Opens what takes the rows, once it is known that there are some. */
@FunctionalInterface
interface IngestFactory {
  TableIngest open(List<TableDefinition> tables);
}
