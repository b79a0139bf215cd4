// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.publish;

import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.Snapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Publishes the outputs of a run: none before all are written and checked.
 *
 * <pre>{@code
 * try (Publication publication = new Publisher(store).open(run, targets)) { // the tables as of now
 *   publication.stage("nodes", session.stage(sql, schema, List.of(), publication.folder("nodes")));
 *   List<PublishedOutput> outputs = publication.prepare().commit();
 * }
 * }</pre>
 */
public final class Publisher {

  private final DeltaStore store;

  public Publisher(DeltaStore store) {
    this.store = store;
  }

  /**
   * Checks that the tables can be written, and remembers the versions that they are at: if one of
   * them gets another version before the publication commits, the commit fails.
   *
   * @throws io.codeanatomy.spec.DiagnosticException with all that speaks against it; nothing was
   *     written then
   */
  public Publication open(RunIdentity run, List<TableTarget> targets) {
    Set<String> names = new HashSet<>();
    for (TableTarget target : targets) {
      if (!names.add(target.name())) {
        throw new IllegalArgumentException("Two tables are called " + target.name());
      }
    }
    TargetCheck check = new TargetCheck(store);
    Map<String, Snapshot> snapshots = check.check(targets);
    return new Publication(store, run, targets, snapshots, check.notices());
  }
}
