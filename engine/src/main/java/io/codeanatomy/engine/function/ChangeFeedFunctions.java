// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import static io.codeanatomy.engine.function.FunctionDeclaration.function;
import static io.codeanatomy.engine.function.FunctionGroup.CHANGE_FEED;

import java.util.List;

/** The types of changes in a Delta change feed. */
final class ChangeFeedFunctions {

  static final List<FunctionDeclaration> ALL =
      List.of(
          function(CHANGE_FEED, "cdf_change_rank(change_type varchar) → integer")
              .means(
                  """
                  How a change ranks among the changes of one row in one commit: update_postimage 3, insert 2, delete 1,
                  update_preimage 0, anything else -1.""")
              .example("cdf_change_rank('update_postimage')", "3")
              .example("cdf_change_rank('upsert')", "-1")
              .ours(),
          function(CHANGE_FEED, "cdf_is_upsert(change_type varchar) → boolean")
              .means("Whether the row is there after the change: insert or update_postimage.")
              .example("cdf_is_upsert('insert')", "true")
              .example("cdf_is_upsert('update_preimage')", "false")
              .ours(),
          function(CHANGE_FEED, "cdf_is_delete(change_type varchar) → boolean")
              .means("Whether the change is a delete.")
              .example("cdf_is_delete('delete')", "true")
              .ours());

  private ChangeFeedFunctions() {}
}
