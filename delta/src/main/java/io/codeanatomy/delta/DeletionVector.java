// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.util.Optional;

/** Where the rows stand that are deleted from a file (Delta protocol, "Deletion Vectors"). */
record DeletionVector(
    String storageType,
    String pathOrInline,
    Optional<Integer> offset,
    int sizeInBytes,
    long cardinality) {}
