// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The children of a syntax tree with the roles that they play.
 *
 * <p>Which children there are is what the compiler's own scanner says, for every kind of tree that
 * the running JDK knows. A role is named after the accessor that gives the child: {@code
 * getTypeArguments} is {@code type_arguments}. So trees of later Java versions have roles as well.
 */
final class TreeChildren {

  /** A child; the role is null if no accessor gives it. */
  record Child(Tree tree, @Nullable String role) {}

  private record Accessor(String role, MethodHandle handle) {}

  private static final Map<Tree.Kind, List<Accessor>> ACCESSORS = new ConcurrentHashMap<>();

  private TreeChildren() {}

  /** The children in the scanner's order. */
  static List<Child> of(Tree parent) {
    Collector collector = new Collector();
    if (parent instanceof ErroneousTree erroneous) {
      // The scanner passes over what could be parsed of a faulty stretch.
      collector.scan(erroneous.getErrorTrees(), null);
    } else {
      parent.accept(collector, null);
    }
    List<Tree> trees = collector.children;
    if (trees.isEmpty()) {
      return List.of();
    }
    IdentityHashMap<Tree, String> roles = roles(parent);
    List<Child> children = new ArrayList<>(trees.size());
    for (Tree tree : trees) {
      children.add(new Child(tree, roles.get(tree)));
    }
    return children;
  }

  private static IdentityHashMap<Tree, String> roles(Tree parent) {
    IdentityHashMap<Tree, String> roles = new IdentityHashMap<>();
    for (Accessor accessor : ACCESSORS.computeIfAbsent(parent.getKind(), TreeChildren::accessors)) {
      addRoles(accessor.role, call(accessor.handle, parent), roles);
    }
    return roles;
  }

  private static void addRoles(
      String role, @Nullable Object value, IdentityHashMap<Tree, String> roles) {
    if (value instanceof Tree tree) {
      roles.putIfAbsent(tree, role);
    } else if (value instanceof List<?> list) {
      for (Object element : list) {
        addRoles(role, element, roles);
      }
    }
  }

  private static @Nullable Object call(MethodHandle handle, Tree tree) {
    try {
      return (Object) handle.invokeExact(tree);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new IllegalStateException("accessors of trees throw nothing checked", impossible);
    }
  }

  /** In the order of their names, for that of the methods is not the same in each run. */
  private static List<Accessor> accessors(Tree.Kind kind) {
    Class<? extends Tree> type = kind.asInterface();
    if (type == null) {
      return List.of();
    }
    return Arrays.stream(type.getMethods())
        .filter(TreeChildren::givesTrees)
        .sorted(Comparator.comparing(Method::getName))
        .map(method -> new Accessor(role(method.getName()), handle(method)))
        .toList();
  }

  private static boolean givesTrees(Method method) {
    Class<?> type = method.getReturnType();
    return method.getName().startsWith("get")
        && method.getParameterCount() == 0
        && !method.isBridge()
        && !method.isAnnotationPresent(Deprecated.class)
        && (Tree.class.isAssignableFrom(type) || type == List.class);
  }

  private static MethodHandle handle(Method method) {
    try {
      return MethodHandles.publicLookup()
          .unreflect(method)
          .asType(MethodType.methodType(Object.class, Tree.class));
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException("the tree API is public: " + method, impossible);
    }
  }

  private static String role(String accessor) {
    String name = accessor.substring("get".length());
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  /** Takes what the scanner would visit, and does not go there. */
  private static final class Collector extends TreeScanner<Void, Void> {

    private final List<Tree> children = new ArrayList<>();

    @Override
    @SuppressWarnings("NullAway") // The scanner's results are null by its contract.
    public Void scan(@Nullable Tree tree, @Nullable Void unused) {
      if (tree != null) {
        children.add(tree);
      }
      return null;
    }
  }
}
