// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.util.List;

/**
 * What a reader and a writer of a table must know (Delta protocol, "Protocol Evolution").
 *
 * @param readerFeatures sorted; empty before reader version 3
 * @param writerFeatures sorted; empty before writer version 7
 */
public record TableProtocol(
    int minReaderVersion,
    int minWriterVersion,
    List<String> readerFeatures,
    List<String> writerFeatures) {

  public TableProtocol {
    readerFeatures = List.copyOf(readerFeatures);
    writerFeatures = List.copyOf(writerFeatures);
  }
}
