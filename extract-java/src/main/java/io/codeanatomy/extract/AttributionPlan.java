// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which files are attributed together, and as which module.
 *
 * <p>All files are the unnamed module, but for those below a {@code module-info.java} that is a
 * module of the JDK or comes with one, or below which all files are, if the modules are there that
 * it requires. A file that declares a type which an earlier file of its module declares, too, goes
 * to a batch of its own, with what the others declare as context.
 */
final class AttributionPlan {

  /** Batches of one module, each of which takes the context along. */
  private static final int MAXIMUM_ROUNDS = 8;

  private static final String MODULE_FILE = "module-info.java";

  private final List<AttributionBatch> batches = new ArrayList<>();
  private final List<ExtractedFile> leftOut = new ArrayList<>();

  private AttributionPlan() {}

  /** Plans for the files that could be parsed. */
  static AttributionPlan of(List<ExtractedFile> parsed, List<Path> classPath) {
    AttributionPlan plan = new AttributionPlan();
    Map<String, String> modules = modules(parsed, classPath);
    Map<String, List<ExtractedFile>> groups = new TreeMap<>();
    for (ExtractedFile file : parsed) {
      String root = root(file.file().path(), modules);
      if (root != null || !isModule(file)) {
        groups.computeIfAbsent(root == null ? "" : root, key -> new ArrayList<>()).add(file);
      }
    }
    groups.forEach((root, files) -> plan.add(modules.get(root), files));
    return plan;
  }

  List<AttributionBatch> batches() {
    return batches;
  }

  /** Files whose types too many other files declare. */
  List<ExtractedFile> leftOut() {
    return leftOut;
  }

  /** The modules that are attributed as such, by their folder with {@code /} at its end. */
  private static Map<String, String> modules(List<ExtractedFile> parsed, List<Path> classPath) {
    Map<String, FileOutline> found = new LinkedHashMap<>();
    for (ExtractedFile file : parsed) {
      if (isModule(file)) {
        String path = file.file().path();
        found.put(path.substring(0, path.length() - MODULE_FILE.length()), outline(file));
      }
    }
    if (found.isEmpty()) {
      return Map.of();
    }
    Set<String> platform = names(ModuleFinder.ofSystem());
    boolean jdk = found.values().stream().anyMatch(module -> platform.contains(module.module()));
    Map<String, String> modules = new LinkedHashMap<>();
    Set<String> known = new HashSet<>(platform);
    if (!jdk) {
      known.addAll(names(ModuleFinder.of(classPath.toArray(Path[]::new))));
    }
    found.forEach(
        (root, module) -> {
          boolean alone =
              found.size() == 1
                  && parsed.stream().allMatch(file -> file.file().path().startsWith(root));
          if ((jdk || alone) && known.containsAll(module.requires())) {
            modules.put(root, Objects.requireNonNull(module.module()));
          }
        });
    return modules;
  }

  private static Set<String> names(ModuleFinder finder) {
    try {
      return finder.findAll().stream()
          .map(ModuleReference::descriptor)
          .map(descriptor -> descriptor.name())
          .collect(Collectors.toSet());
    } catch (java.lang.module.FindException notModules) {
      // Jars whose names are no module names: then the sources are no module either.
      return Set.of();
    }
  }

  /** The innermost module's folder around a path; null outside of all. */
  private static @Nullable String root(String path, Map<String, String> modules) {
    for (int end = path.lastIndexOf('/') + 1; end >= 0; end = path.lastIndexOf('/', end - 2) + 1) {
      String folder = path.substring(0, end);
      if (modules.containsKey(folder)) {
        return folder;
      }
      if (end == 0) {
        break;
      }
    }
    return null;
  }

  private void add(@Nullable String module, List<ExtractedFile> files) {
    List<ExtractedFile> left = files;
    for (int round = 0; !left.isEmpty(); round++) {
      if (round == MAXIMUM_ROUNDS) {
        leftOut.addAll(left);
        return;
      }
      Set<String> taken = new HashSet<>();
      List<ExtractedFile> chosen = chooseDistinct(left, taken);
      List<ExtractedFile> rest = new ArrayList<>(left);
      rest.removeAll(new HashSet<>(chosen));
      List<ExtractedFile> context = round == 0 ? List.of() : context(chosen, files, taken);
      batches.add(new AttributionBatch(module, chosen, context));
      left = rest;
    }
  }

  /** Those that declare nothing that is taken, in order. */
  private static List<ExtractedFile> chooseDistinct(List<ExtractedFile> files, Set<String> taken) {
    List<ExtractedFile> chosen = new ArrayList<>();
    for (ExtractedFile file : files) {
      List<String> units = outline(file).units();
      if (units.stream().noneMatch(taken::contains)) {
        taken.addAll(units);
        chosen.add(file);
      }
    }
    return chosen;
  }

  /** What else the chosen files may mean: first what lies in their own source folders. */
  private static List<ExtractedFile> context(
      List<ExtractedFile> chosen, List<ExtractedFile> all, Set<String> taken) {
    Set<String> roots =
        chosen.stream().map(AttributionPlan::sourceFolder).collect(Collectors.toSet());
    Set<ExtractedFile> own = new HashSet<>(chosen);
    Map<Boolean, List<ExtractedFile>> others =
        all.stream()
            .filter(file -> !own.contains(file))
            .collect(Collectors.partitioningBy(file -> roots.contains(sourceFolder(file))));
    List<ExtractedFile> context = chooseDistinct(Objects.requireNonNull(others.get(true)), taken);
    context.addAll(chooseDistinct(Objects.requireNonNull(others.get(false)), taken));
    return context;
  }

  /** The folder that the folders of packages begin in. */
  private static String sourceFolder(ExtractedFile file) {
    String path = file.file().path();
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    String packages = outline(file).packageName().replace('.', '/') + "/";
    return folder.endsWith("/" + packages) || folder.equals(packages)
        ? folder.substring(0, folder.length() - packages.length())
        : folder;
  }

  private static boolean isModule(ExtractedFile file) {
    return outline(file).module() != null && file.file().path().endsWith(MODULE_FILE);
  }

  private static FileOutline outline(ExtractedFile file) {
    return Objects.requireNonNull(file.outline());
  }
}
