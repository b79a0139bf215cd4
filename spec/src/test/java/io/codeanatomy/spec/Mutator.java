// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.Random;

/** Changes a good document by chance, as a tree. */
public final class Mutator {

  private final Node good;
  private final Random random;

  private Mutator(Node good, Random random) {
    this.good = good;
    this.random = random;
  }

  /** Changes of this document, JSON or YAML. */
  public static Mutator of(String text, Random random) {
    TreeBuilder builder = new TreeBuilder(text);
    Node tree =
        text.stripLeading().startsWith("{")
            ? JsonTree.read(text, builder)
            : YamlTree.read(text, builder);
    return new Mutator(tree, random);
  }

  /** The document with one to three changes, as JSON. */
  public String next() {
    Node node = good;
    for (int change = random.nextInt(3); change >= 0; change--) {
      node = Mutations.random(node, random);
    }
    return JsonWriter.write(node);
  }
}
