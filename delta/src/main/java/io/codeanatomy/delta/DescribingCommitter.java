// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.delta.kernel.commit.CommitFailedException;
import io.delta.kernel.commit.CommitMetadata;
import io.delta.kernel.commit.CommitResponse;
import io.delta.kernel.commit.Committer;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.utils.CloseableIterator;

/** Commits as the Kernel does, and adds a {@link CommitDescription} to the log entry. */
enum DescribingCommitter implements Committer {
  INSTANCE;

  @Override
  public CommitResponse commit(
      Engine engine, CloseableIterator<Row> actions, CommitMetadata metadata)
      throws CommitFailedException {
    CommitDescription description = CommitDescription.of(metadata.getCommitterProperties().get());
    return KernelInternals.defaultCommitter()
        .commit(
            engine, actions.map(action -> KernelInternals.describe(action, description)), metadata);
  }
}
