// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.engine.plan.CacheDecision.Choice;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides per view whether its rows are kept for all its readers, or computed in each statement
 * that reads it.
 *
 * <p>For the statements that would compute the view, the two ways cost
 *
 * <pre>
 *   inline       Σ (plan + compute what is read there)
 *   materialize  statement + plan + compute + write + Σ read what is read there
 * </pre>
 *
 * where <em>statement</em> is the price of one more statement, <em>plan</em> that of planning the
 * view's operators, and <em>compute</em> is the cost of the view's operators ({@link
 * OperatorCosts}) and of getting at what it reads: decoding data files, reading what is kept, or
 * computing what is inlined into it. <em>write</em> and <em>read</em> go by the bytes of the
 * estimated rows. Each statement counts with the columns that it reads of the view: of a wide view
 * that many read a little of, each would compute that little. What is kept lives in the execution
 * engine's memory: half of the run's memory is taken to be free for it, the other half works for
 * joins and groups. The share of the view that no longer fits there, beside everything kept whose
 * last reader comes later, is written to the disk and read back.
 *
 * <p>This is the choice of a materialised common subexpression as in Roy, Seshadri, Sudarshan and
 * Bhobe, Efficient and Extensible Algorithms for Multi Query Optimization (SIGMOD 2000), without
 * the search: views are decided once, sources first, so that the cost of a view holds what was
 * decided for its sources. The cheaper way wins; at a tie a view is inlined.
 *
 * <p>Above the cost stand, in this order: that a closure or an index is a step of its own; what
 * somebody ordered; the size of a statement (a view whose tree has more than {@value
 * #MOST_OPERATORS} operators with all that is inlined into it is cut off, or stacked diamonds would
 * double at every step; {@value #MOST_OPERATORS_FOR_ONE} if only one reads it; and none may be
 * higher than {@value #MOST_HEIGHT} operators); and that a view whose readers are all in one
 * statement is a common table there, which the execution engine computes once.
 *
 * <p>Whatever is decided, the rows are the same.
 */
final class CachePolicy {

  /** The most operators of a statement, counted as a tree; execution engines plan these quickly. */
  static final int MOST_OPERATORS = 400;

  /** The same of a view that only one reads: nothing doubles there, and cutting costs its rows. */
  static final int MOST_OPERATORS_FOR_ONE = 2_000;

  /**
   * The most operators above each other. Execution engines plan by recursion: DuckDB 1.5.6 overran
   * the stack of a Java thread, which ends the process, between 300 and 480 of them.
   */
  static final int MOST_HEIGHT = 100;

  private final PlanningFacts facts;
  private double kept;

  CachePolicy(PlanningFacts facts) {
    this.facts = facts;
  }

  /**
   * A view to decide about.
   *
   * @param consumers how many views, outputs and audits read it
   * @param statements those that they are in, as far as that is decided
   * @param compute the cost of computing it once, all that it reads included
   * @param ownStep why no statement can hold it; empty if one can
   * @param size how large its tree is
   */
  record Candidate(
      String view,
      int consumers,
      List<Statement> statements,
      RowEstimate estimate,
      double compute,
      Optional<String> ownStep,
      Size size) {}

  /**
   * The size of a view's tree.
   *
   * @param own its own operators
   * @param all the same with everything that is inlined into it
   * @param height how many of all are above each other
   */
  record Size(int own, long all, int height) {}

  /**
   * A statement that reads a view.
   *
   * @param compute the cost of computing the columns that it reads
   * @param read that of reading them, if the view is kept
   */
  record Statement(double compute, double read) {}

  /** Decides; views must come after what they read. */
  CacheDecision decide(Candidate view) {
    double bytes = view.estimate().bytes();
    double free = Math.max(0, facts.memoryBytes() / 2.0 - kept);
    double spilled = Math.max(0, bytes - free);
    double planning = view.size().all() * OperatorCosts.PLANNED_OPERATOR;
    double inline =
        view.statements().stream().mapToDouble(reader -> planning + reader.compute()).sum();
    double materialize =
        OperatorCosts.STATEMENT
            + planning
            + view.compute()
            + bytes * OperatorCosts.WRITTEN_BYTE
            + view.statements().stream().mapToDouble(Statement::read).sum()
            + spilled * OperatorCosts.SPILLED_BYTE;
    Verdict verdict =
        ownStep(view)
            .or(() -> ordered(view))
            .or(() -> tooLarge(view))
            .or(() -> oneStatement(view))
            .or(this::onlyNeeded)
            .orElseGet(() -> cheaper(view, inline, materialize, spilled));
    if (verdict.choice() == Choice.MATERIALIZE) {
      kept += bytes;
    }
    return new CacheDecision(
        view.view(),
        verdict.choice(),
        view.consumers(),
        view.statements().size(),
        view.estimate(),
        inline,
        materialize,
        view.size().all(),
        verdict.reason());
  }

  /** A kept view had its last reader. */
  void release(RowEstimate estimate) {
    kept = Math.max(0, kept - estimate.bytes());
  }

  private static Optional<Verdict> ownStep(Candidate view) {
    return view.ownStep().map(reason -> new Verdict(Choice.MATERIALIZE, reason));
  }

  private Optional<Verdict> ordered(Candidate view) {
    Choice choice = facts.forced().get(view.view());
    if (choice == null || (choice == Choice.INLINE && isTooLarge(view))) {
      return Optional.empty();
    }
    return Optional.of(
        new Verdict(choice, choice == Choice.INLINE ? "never kept, by order" : "kept, by order"));
  }

  private static Optional<Verdict> tooLarge(Candidate view) {
    if (!isTooLarge(view)) {
      return Optional.empty();
    }
    Size size = view.size();
    String reason =
        size.all() > mostOperators(view)
            ? "has %d operators, more than %d".formatted(size.all(), mostOperators(view))
            : "is %d operators high, more than %d".formatted(size.height(), MOST_HEIGHT);
    return Optional.of(
        new Verdict(Choice.MATERIALIZE, "with what is inlined into it, its statement " + reason));
  }

  /** A view into which nothing is inlined is as large as it is. */
  private static boolean isTooLarge(Candidate view) {
    Size size = view.size();
    return size.all() > size.own()
        && (size.all() > mostOperators(view) || size.height() > MOST_HEIGHT);
  }

  private static int mostOperators(Candidate view) {
    return view.consumers() <= 1 ? MOST_OPERATORS_FOR_ONE : MOST_OPERATORS;
  }

  private static Optional<Verdict> oneStatement(Candidate view) {
    if (view.consumers() <= 1) {
      return Optional.of(new Verdict(Choice.INLINE, "only one reads it"));
    }
    return view.statements().size() <= 1
        ? Optional.of(
            new Verdict(Choice.INLINE, view.consumers() + " read it, all of them in one statement"))
        : Optional.empty();
  }

  private Optional<Verdict> onlyNeeded() {
    return facts.boundaries() == PlanningFacts.Boundaries.ONLY_NEEDED
        ? Optional.of(
            new Verdict(Choice.INLINE, "no rule chooses cache boundaries, so nothing is kept"))
        : Optional.empty();
  }

  private static Verdict cheaper(
      Candidate view, double inline, double materialize, double spilled) {
    boolean keep = materialize < inline;
    String figures =
        "computing it %d times costs %s, keeping it %s"
            .formatted(view.statements().size(), milliseconds(inline), milliseconds(materialize));
    return new Verdict(
        keep ? Choice.MATERIALIZE : Choice.INLINE,
        figures + (spilled > 0 ? ", since it does not fit into the memory" : ""));
  }

  /** A unit is about a nanosecond, so this is about a millisecond of one core. */
  private static String milliseconds(double cost) {
    double value = cost / 1e6;
    return String.format(Locale.ROOT, value < 10 ? "%,.1f ms" : "%,.0f ms", value);
  }

  private record Verdict(Choice choice, String reason) {}
}
