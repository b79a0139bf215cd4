// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Names are well-formed, and no two relations and no two tables share one. */
final class NameChecks {

  /** Room for suffixes within the 255 bytes of a file name. */
  static final int MAX_LENGTH = 128;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern TABLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
  private static final Pattern RESERVED =
      Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);

  private final Spec spec;
  private final Pointers pointers;
  private final List<Diagnostic> problems = new ArrayList<>();
  private final Map<String, String> takenBy = new LinkedHashMap<>();

  private NameChecks(Spec spec, Pointers pointers) {
    this.spec = spec;
    this.pointers = pointers;
  }

  static List<Diagnostic> check(Spec spec, Pointers pointers) {
    return new NameChecks(spec, pointers).check();
  }

  private List<Diagnostic> check() {
    for (int i = 0; i < spec.inputRelations().size(); i++) {
      String name = spec.inputRelations().get(i).logicalName();
      relation("/input_relations/" + i + "/logical_name", "an input", name);
    }
    for (int i = 0; i < spec.viewDefinitions().size(); i++) {
      relation("/view_definitions/" + i + "/name", "a view", spec.viewDefinitions().get(i).name());
    }
    for (int i = 0; i < spec.parameterTemplates().size(); i++) {
      String pointer = "/parameter_templates/" + i;
      ParameterTemplate template = spec.parameterTemplates().get(i);
      relation(pointer + "/name", "a parameter template", template.name());
      for (int p = 0; p < template.parameters().size(); p++) {
        String name = template.parameters().get(p).name();
        wellFormed(pointer + "/parameters/" + p + "/name", "a parameter", name);
      }
    }
    constraints();
    tables();
    return problems;
  }

  private void relation(String pointer, String what, String name) {
    if (wellFormed(pointer, what, name)) {
      unique(takenBy, name, pointer, what, name);
    }
  }

  private boolean wellFormed(String pointer, String what, String name) {
    boolean sound = name.length() <= MAX_LENGTH && NAME.matcher(name).matches();
    if (!sound) {
      problems.add(GraphErrors.badName(pointer, what, name));
    }
    return sound;
  }

  private void constraints() {
    Map<String, String> taken = new LinkedHashMap<>();
    List<JoinGraph.Constraint> constraints = spec.joinGraph().constraints();
    for (int i = 0; i < constraints.size(); i++) {
      String name = constraints.get(i).name();
      String pointer = "/join_graph/constraints/" + i + "/name";
      if (wellFormed(pointer, "a constraint", name)) {
        unique(taken, name, pointer, "a constraint", name);
      }
    }
  }

  private void tables() {
    Map<String, String> taken = new LinkedHashMap<>();
    for (int i = 0; i < spec.outputTargets().size(); i++) {
      String name = spec.outputTargets().get(i).tableName();
      String pointer = "/output_targets/" + i + "/table_name";
      if (name.length() > MAX_LENGTH
          || !TABLE.matcher(name).matches()
          || name.endsWith(".")
          || RESERVED.matcher(name).matches()) {
        problems.add(GraphErrors.badTableName(pointer, name));
      } else {
        // Folders that differ only in case are one on some file systems.
        unique(taken, name.toLowerCase(Locale.ROOT), pointer, "a table", name);
      }
    }
  }

  private void unique(
      Map<String, String> taken, String key, String pointer, String what, String name) {
    String first = taken.putIfAbsent(key, what + " at " + pointers.place(pointer));
    if (first != null) {
      problems.add(GraphErrors.duplicateName(pointer, what, name, first));
    }
  }
}
