// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.OutputTarget;
import io.codeanatomy.spec.ParameterTemplate;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.ViewDefinition;
import io.codeanatomy.spec.ViewGraph;
import io.codeanatomy.spec.ViewTransform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;

/**
 * Compiles a valid spec over the row types of its inputs to a {@link LogicalPlan}. Views are
 * compiled in the order of their names, each after what it reads; what one fault touches is left
 * out, everything else is compiled, so that all faults are found at once.
 */
public final class LogicalPlanner {

  private final Spec spec;
  private final Map<String, Schema> inputs;
  private final Map<String, ChangesRelation> changes;
  private final List<Requirement> required;
  private final Algebra algebra = new Algebra();
  private final Parameters parameters = new Parameters();
  private final ExpressionCompiler expressions = new ExpressionCompiler(algebra, parameters);
  private final Map<String, PendingView> pending = new TreeMap<>();
  private final Map<String, RelDataType> rowTypes = new LinkedHashMap<>();
  private final CertainNulls certainNulls = new CertainNulls();
  private final Map<String, LogicalPlan.View> views = new LinkedHashMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private LogicalPlanner(
      Spec spec,
      Map<String, Schema> inputs,
      Map<String, ChangesRelation> changes,
      List<Requirement> required) {
    this.spec = spec;
    this.inputs = inputs;
    this.changes = changes;
    this.required = required;
  }

  /**
   * Compiles a spec.
   *
   * @param spec a spec that the validator found no error in
   * @param inputs the row type of every input relation
   * @throws DiagnosticException with every fault, if there is one
   */
  public static LogicalPlan plan(Spec spec, Map<String, Schema> inputs) {
    return plan(spec, inputs, Map.of(), List.of());
  }

  /**
   * Compiles a spec that may read changes and metadata of its inputs.
   *
   * @param inputs the row type of every relation that is not a view: inputs, metadata of inputs,
   *     and what Changes views read
   * @param changes what each Changes view reads, by the view's name
   * @param required what relations must be like besides the constraints of the join graph; the
   *     violations of each are a view of the plan
   * @throws DiagnosticException with every fault, if there is one
   */
  public static LogicalPlan plan(
      Spec spec,
      Map<String, Schema> inputs,
      Map<String, ChangesRelation> changes,
      List<Requirement> required) {
    return new LogicalPlanner(spec, inputs, changes, required).plan();
  }

  private LogicalPlan plan() {
    inputs.forEach(
        (name, schema) -> rowTypes.put(name, PlanTypes.toAlgebra(algebra.types(), schema)));
    declareParameters();
    declareViews();
    ViewGraph.of(spec).topologicalOrder().forEach(this::compile);
    compileJoinGraph();
    List<LogicalPlan.Output> outputs = compileOutputs();
    diagnostics.addAll(UncheckedPromises.of(spec, views));
    if (diagnostics.stream().anyMatch(Diagnostic::isError)) {
      throw new DiagnosticException(diagnostics);
    }
    return new LogicalPlan(inputs, views, outputs, parameters.names(), diagnostics);
  }

  private void declareParameters() {
    Map<String, Optional<String>> defaults = new LinkedHashMap<>();
    for (int t = 0; t < spec.parameterTemplates().size(); t++) {
      List<ParameterTemplate.Parameter> declared = spec.parameterTemplates().get(t).parameters();
      for (int p = 0; p < declared.size(); p++) {
        String pointer = "/parameter_templates/" + t + "/parameters/" + p;
        declareParameter(declared.get(p), pointer);
        Optional<String> value = declared.get(p).defaultValue();
        Optional<String> earlier = defaults.putIfAbsent(declared.get(p).name(), value);
        if (earlier != null && !earlier.equals(value)) {
          diagnostics.add(PlanErrors.parameterDefaults(pointer, declared.get(p).name()));
        }
      }
    }
  }

  private void declareParameter(ParameterTemplate.Parameter parameter, String pointer) {
    String at = pointer + "/type";
    Optional<RelDataType> type = SqlTypes.parse(algebra.types(), parameter.type());
    if (type.isEmpty()) {
      diagnostics.add(PlanErrors.unknownType(at, parameter.type()));
      parameters.declareFaulty(parameter.name());
      return;
    }
    if (!ParameterLiterals.takes(type.get())) {
      diagnostics.add(PlanErrors.parameterType(at, parameter.name(), parameter.type()));
      parameters.declareFaulty(parameter.name());
    } else if (!parameters.declare(parameter.name(), type.get())) {
      diagnostics.add(PlanErrors.parameterTypes(at, parameter.name()));
    }
    parameter
        .defaultValue()
        .filter(value -> ParameterLiterals.takes(type.get()))
        .filter(value -> !ParameterLiterals.isOfType(value, type.get(), algebra.expressions()))
        .ifPresent(
            value ->
                diagnostics.add(
                    PlanErrors.badDefault(
                        pointer + "/default",
                        parameter.name(),
                        parameter.type(),
                        value,
                        ParameterLiterals.spelling(type.get()))));
  }

  private void declareViews() {
    for (int v = 0; v < spec.viewDefinitions().size(); v++) {
      ViewDefinition view = spec.viewDefinitions().get(v);
      String pointer = "/view_definitions/" + v;
      pending.put(
          view.name(),
          new PendingView(
              view.name(),
              pointer + "/transform",
              reads(view),
              context -> compileTransform(view.transform(), context),
              ImpliedFunctions.of(view.transform()),
              view.outputSchema()
                  .map(contract -> new SchemaContract(contract, pointer + "/output_schema"))));
    }
    for (int t = 0; t < spec.parameterTemplates().size(); t++) {
      ParameterTemplate template = spec.parameterTemplates().get(t);
      String pointer = "/parameter_templates/" + t;
      pending.put(
          template.name(),
          new PendingView(
              template.name(),
              pointer,
              List.of(template.baseTable()),
              context -> compileTemplate(template, context),
              Set.of(),
              Optional.empty()));
    }
  }

  /** What the tree of a view scans. */
  private List<String> reads(ViewDefinition view) {
    return view.transform() instanceof ViewTransform.Changes
        ? List.of(changesOf(view.name()).name())
        : view.transform().sources();
  }

  private ChangesRelation changesOf(String view) {
    ChangesRelation relation = changes.get(view);
    if (relation == null) {
      throw new IllegalArgumentException("the changes of " + view + " are not bound");
    }
    return relation;
  }

  private static RelNode compileTemplate(ParameterTemplate template, TransformContext context) {
    String predicate =
        template
            .predicate()
            .orElseGet(
                () ->
                    '"'
                        + template.filterColumn().orElseThrow().replace("\"", "\"\"")
                        + "\" = :"
                        + template.parameters().get(0).name());
    String field = template.predicate().isPresent() ? "/predicate" : "/filter_column";
    return FilterCompiler.compile(template.baseTable(), predicate, context.at(field), context);
  }

  private RelNode compileTransform(ViewTransform transform, TransformContext context) {
    if (transform instanceof ViewTransform.Normalize normalize) {
      return NormalizeCompiler.compile(normalize, context);
    }
    if (transform instanceof ViewTransform.Relate relate) {
      return RelateCompiler.compile(relate, spec.joinGraph(), context);
    }
    if (transform instanceof ViewTransform.Union union) {
      return UnionCompiler.compile(union, context);
    }
    if (transform instanceof ViewTransform.Project project) {
      return ProjectCompiler.compile(project, context);
    }
    if (transform instanceof ViewTransform.Filter filter) {
      return FilterCompiler.compile(filter, context);
    }
    if (transform instanceof ViewTransform.Aggregate aggregate) {
      return AggregateCompiler.compile(aggregate, context);
    }
    if (transform instanceof ViewTransform.Unnest unnest) {
      return UnnestCompiler.compile(unnest, context);
    }
    if (transform instanceof ViewTransform.Rank rank) {
      return RankCompiler.compile(rank, context);
    }
    if (transform instanceof ViewTransform.Changes) {
      return ChangesCompiler.compile(changesOf(context.viewName()), context);
    }
    return ClosureCompiler.compile((ViewTransform.Closure) transform, context);
  }

  /** Compiles a view, unless something that it reads could not be compiled. */
  private void compile(String name) {
    PendingView view = Objects.requireNonNull(pending.get(name));
    if (!rowTypes.keySet().containsAll(view.sources())) {
      return;
    }
    try {
      TransformContext context =
          new TransformContext(
              algebra, expressions, name, view.pointer(), rowTypes, diagnostics::add);
      RelNode tree = view.compiler().compile(context);
      List<String> reads = view.sources().stream().distinct().toList();
      if (view.contract().isPresent()) {
        if (tree instanceof ClosureOperator) {
          String pairs = name + " pairs";
          add(pairs, tree, reads, view, Set.of());
          tree = context.scan(pairs);
          reads = List.of(pairs);
        }
        tree = view.contract().get().hold(tree, certainNulls.of(tree), context);
      }
      Set<String> functions = new TreeSet<>(view.functions());
      functions.addAll(expressions.takeFunctions());
      add(name, tree, reads, view, functions);
    } catch (PlanFault e) {
      expressions.takeFunctions();
      diagnostics.addAll(e.diagnostics());
    }
  }

  private void compileJoinGraph() {
    JoinGraphCompiler joinGraph =
        new JoinGraphCompiler(
            spec.joinGraph(),
            required,
            new TransformContext(
                algebra, expressions, "", "/join_graph", rowTypes, diagnostics::add));
    joinGraph
        .violations()
        .forEach(
            (requirement, violations) ->
                views.put(
                    requirement.violations(),
                    new LogicalPlan.View(
                        requirement.violations(),
                        violations,
                        schema(violations.getRowType(), requirement.pointers().get(0)),
                        requirement.relations().stream().distinct().toList(),
                        requirement.pointers().get(0),
                        Set.of())));
    diagnostics.addAll(joinGraph.faults());
  }

  /**
   * Adds a compiled view. A closure is the root of its tree, for it is not a part of any statement;
   * where something stands above it, it is a view of its own, under a name that none in a spec has.
   */
  private void add(
      String name, RelNode tree, List<String> reads, PendingView view, Set<String> functions) {
    Schema schema = schema(tree.getRowType(), view.pointer());
    certainNulls.add(name, tree);
    views.put(name, new LogicalPlan.View(name, tree, schema, reads, view.pointer(), functions));
    rowTypes.put(name, PlanTypes.toAlgebra(algebra.types(), schema));
  }

  private static Schema schema(RelDataType rowType, String pointer) {
    List<Field> fields = new ArrayList<>();
    for (RelDataTypeField field : rowType.getFieldList()) {
      fields.add(
          new Field(
              field.getName(),
              PlanTypes.toDelta(field.getType())
                  .orElseThrow(
                      () ->
                          new PlanFault(
                              PlanErrors.noDeltaType(
                                  pointer, field.getName(), SqlTypes.spell(field.getType())))),
              field.getType().isNullable()));
    }
    return new Schema(fields);
  }

  private List<LogicalPlan.Output> compileOutputs() {
    List<LogicalPlan.Output> outputs = new ArrayList<>();
    for (int o = 0; o < spec.outputTargets().size(); o++) {
      OutputTarget target = spec.outputTargets().get(o);
      if (rowTypes.containsKey(target.sourceView())) {
        try {
          outputs.add(compileOutput(target, "/output_targets/" + o));
        } catch (PlanFault e) {
          diagnostics.addAll(e.diagnostics());
        }
      }
    }
    return outputs;
  }

  private LogicalPlan.Output compileOutput(OutputTarget target, String pointer) {
    TransformContext context =
        new TransformContext(
            algebra, expressions, target.tableName(), pointer, rowTypes, diagnostics::add);
    RelNode scan = context.scan(target.sourceView());
    RelDataType rowType = scan.getRowType();
    List<String> names = target.columns().isEmpty() ? rowType.getFieldNames() : target.columns();
    Columns columns = new Columns();
    for (int i = 0; i < names.size(); i++) {
      String where = target.columns().isEmpty() ? pointer : pointer + "/columns/" + i;
      columns.add(
          names.get(i), context.reference(rowType, names.get(i), 0, where), where, "Name it once");
    }
    for (int i = 0; i < target.partitionBy().size(); i++) {
      String column = target.partitionBy().get(i);
      String where = pointer + "/partition_by/" + i;
      if (!names.contains(column)) {
        throw new PlanFault(PlanErrors.unknownColumn(where, column, names));
      }
    }
    RelNode projected = columns.project(context.builder().push(scan));
    return new LogicalPlan.Output(
        target, projected, tableSchema(target, schema(projected.getRowType(), pointer)));
  }

  /**
   * Columns of a table may hold NULL unless a contract says otherwise: an inference is no promise.
   */
  private Schema tableSchema(OutputTarget target, Schema inferred) {
    Set<String> required = new TreeSet<>();
    spec.viewDefinitions().stream()
        .filter(view -> view.name().equals(target.sourceView()))
        .flatMap(view -> view.outputSchema().stream().flatMap(List::stream))
        .filter(column -> !column.nullable())
        .forEach(column -> required.add(column.name()));
    return new Schema(
        inferred.fields().stream()
            .map(field -> new Field(field.name(), field.type(), !required.contains(field.name())))
            .toList());
  }

  /** A view or a template before it is compiled. */
  private record PendingView(
      String name,
      String pointer,
      List<String> sources,
      ViewCompiler compiler,
      Set<String> functions,
      Optional<SchemaContract> contract) {}

  private interface ViewCompiler {
    RelNode compile(TransformContext context);
  }
}
