// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DirectiveTree;
import com.sun.source.tree.ModuleTree;
import com.sun.source.tree.RequiresTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a file declares at its top: what has to be known to attribute it together with others.
 *
 * @param packageName empty without one
 * @param units qualified names of the top-level types; of a {@code package-info.java}, that of its
 *     package and {@code package-info}
 * @param module the declared module; null if there is none
 * @param requires the modules that it needs to be compiled
 */
record FileOutline(
    String packageName, List<String> units, @Nullable String module, List<String> requires) {

  private static final String PACKAGE_INFO = "package-info";

  FileOutline {
    units = List.copyOf(units);
    requires = List.copyOf(requires);
  }

  static FileOutline of(String path, CompilationUnitTree unit) {
    String packageName = Objects.requireNonNullElse(FileContext.dotted(unit.getPackageName()), "");
    String prefix = packageName.isEmpty() ? "" : packageName + ".";
    List<String> units = new ArrayList<>();
    String module = null;
    List<String> requires = new ArrayList<>();
    for (Tree declaration : unit.getTypeDecls()) {
      if (declaration instanceof ClassTree type) {
        units.add(prefix + type.getSimpleName());
      }
    }
    ModuleTree declared = unit.getModule();
    if (declared != null) {
      module = FileContext.dotted(declared.getName());
      for (DirectiveTree directive : declared.getDirectives()) {
        if (directive instanceof RequiresTree required && !required.isStatic()) {
          requires.add(String.valueOf(FileContext.dotted(required.getModuleName())));
        }
      }
    }
    if (path.endsWith(PACKAGE_INFO + ".java")) {
      units.add(prefix + PACKAGE_INFO);
    }
    return new FileOutline(packageName, units, module, requires);
  }
}
