// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.delta.kernel.commit.CommitFailedException;
import io.delta.kernel.exceptions.CommitStateUnknownException;
import io.delta.kernel.exceptions.ConcurrentTransactionException;
import io.delta.kernel.exceptions.ConcurrentWriteException;
import io.delta.kernel.exceptions.InvalidTableException;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.MaxCommitRetryLimitReachedException;
import io.delta.kernel.exceptions.TableAlreadyExistsException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.exceptions.UnsupportedProtocolVersionException;
import io.delta.kernel.exceptions.UnsupportedTableFeatureException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What a failure of Delta Kernel means to the user. The Kernel has a class for some failures;
 * others it tells by their text only, and what it did not expect comes as whatever Java threw.
 */
final class KernelFailures {

  private KernelFailures() {}

  /** What a failure while a table is read means to the user. */
  static DeltaException reading(Path location, Throwable failure) {
    if (failure instanceof DeltaException known) {
      return known;
    }
    if (failure instanceof TableNotFoundException) {
      return DeltaErrors.noTable(location);
    }
    if (failure instanceof UnsupportedTableFeatureException
        || failure instanceof UnsupportedProtocolVersionException
        || isCatalogManaged(failure)) {
      return DeltaErrors.unsupportedToRead(location, failure);
    }
    if (isUnsupportedType(failure)) {
      return UnknownColumnType.find(location)
          .map(unknown -> DeltaErrors.unsupportedType(location, unknown.column(), unknown.type()))
          .orElseGet(() -> DeltaErrors.unsupportedToRead(location, failure));
    }
    Optional<IOException> refusal = refusal(failure);
    if (refusal.isPresent()) {
      return DeltaErrors.io(location, "cannot be read", refusal.get());
    }
    return DeltaErrors.damaged(location, failure);
  }

  /** What a failure while a table is committed to means to the user; a fault of ours stays one. */
  static RuntimeException committing(Path location, Exception failure) {
    if (failure instanceof DeltaException known) {
      return known;
    }
    if (failure instanceof ConcurrentTransactionException) {
      return DeltaErrors.committedBefore(location, failure);
    }
    if (isConflict(failure)) {
      return DeltaErrors.conflict(location, DeltaErrors.text(DeltaErrors.root(failure)), failure);
    }
    if (failure instanceof UnsupportedTableFeatureException
        || failure instanceof UnsupportedProtocolVersionException) {
      return DeltaErrors.unsupported(location, failure);
    }
    Optional<IOException> refusal = ioFailure(failure);
    if (refusal.isPresent()) {
      return DeltaErrors.io(location, "cannot be written", refusal.get());
    }
    if (failure instanceof InvalidTableException || failure instanceof KernelEngineException) {
      return DeltaErrors.damaged(location, failure);
    }
    if (failure instanceof KernelException
        || failure instanceof IllegalArgumentException
        || failure instanceof UnsupportedOperationException) {
      return DeltaErrors.unsupported(location, failure);
    }
    return failure instanceof RuntimeException fault ? fault : new IllegalStateException(failure);
  }

  private static boolean isConflict(Throwable failure) {
    return failure instanceof ConcurrentWriteException
        || failure instanceof CommitStateUnknownException
        || failure instanceof TableAlreadyExistsException
        || (failure instanceof MaxCommitRetryLimitReachedException
            && failure.getCause() instanceof CommitFailedException commit
            && commit.isConflict());
  }

  private static boolean isCatalogManaged(Throwable failure) {
    return failure instanceof IllegalArgumentException
        && DeltaErrors.text(failure).toLowerCase(Locale.ROOT).contains("catalog");
  }

  private static boolean isUnsupportedType(Throwable failure) {
    return (failure instanceof IllegalArgumentException || failure instanceof KernelException)
        && (DeltaErrors.text(failure).contains("data type")
            || DeltaErrors.text(failure).contains("delta data"));
  }

  /** The file system's refusal behind a failure to read, as against damaged content. */
  private static Optional<IOException> refusal(Throwable failure) {
    return ioFailure(failure)
        .filter(io -> io instanceof AccessDeniedException || failure instanceof IOException)
        .filter(io -> !(io instanceof FileNotFoundException || io instanceof NoSuchFileException));
  }

  private static Optional<IOException> ioFailure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      // Jackson's exceptions are IOExceptions, too, but tell of content.
      if (cause instanceof IOException io
          && cause.getClass().getName().startsWith("java.")
          && !wrapsAnother(cause)) {
        return Optional.of(io);
      }
    }
    return Optional.empty();
  }

  private static boolean wrapsAnother(Throwable failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }
}
