-- SPDX-License-Identifier: Apache-2.0
-- What examples/cpg-java/cpg.yaml computes, written by hand as a script for DuckDB: what is used more than once is a
-- temporary table, everything else stands where it is used. The extraction tables are there under their names.
-- $around(l, r) is a FROM clause: rows l with those of r in the same file whose span is around; benchmarks/cpg puts a
-- plain join there, or hierarchical bins.

CREATE MACRO part(x) AS coalesce(strlen(x) || ':' || x, '~');
CREATE MACRO id1(p, a) AS p || ':' || left(sha256(part(p) || part(a)), 32);
CREATE MACRO id2(p, a, b) AS p || ':' || left(sha256(part(p) || part(a) || part(b::VARCHAR)), 32);
CREATE MACRO id3(p, a, b, c) AS p || ':' || left(sha256(part(p) || part(a) || part(b::VARCHAR) || part(c::VARCHAR)), 32);

-- entities
CREATE TEMP TABLE file AS SELECT *, id1('file', path) AS entity_id FROM files;
CREATE TEMP TABLE package AS
  SELECT package, id1('package', package) AS entity_id FROM files WHERE package IS NOT NULL GROUP BY package;
CREATE TEMP TABLE type AS SELECT *, id2('type', path, type_id) AS entity_id FROM types;
CREATE TEMP TABLE member AS SELECT *, id2('member', path, member_id) AS entity_id FROM members;
CREATE TEMP TABLE ref AS SELECT *, id2('ref', path, ref_id) AS entity_id FROM refs;
CREATE TEMP TABLE call AS SELECT *, id2('call', path, call_id) AS entity_id FROM calls;
CREATE TEMP TABLE argument AS SELECT *, id3('argument', path, call_id, index) AS entity_id FROM call_args;
CREATE TEMP TABLE import AS SELECT *, id2('import', path, import_id) AS entity_id FROM imports;
CREATE TEMP TABLE annotation AS SELECT *, id2('annotation', path, annotation_id) AS entity_id FROM annotations;
CREATE TEMP TABLE comment AS SELECT *, id2('comment', path, comment_id) AS entity_id FROM comments;
CREATE TEMP TABLE diagnostic AS SELECT *, id2('diagnostic', path, diagnostic_id) AS entity_id FROM diagnostics;
CREATE TEMP TABLE statement AS
  SELECT file_id, node_id, parent_id, kind, bstart, bend, id2('statement', path, node_id) AS entity_id
  FROM nodes
  WHERE kind IN ('block', 'if', 'for_loop', 'enhanced_for_loop', 'while_loop', 'do_while_loop', 'switch',
    'switch_expression', 'case', 'try', 'catch', 'synchronized', 'return', 'yield', 'throw', 'break', 'continue',
    'assert', 'labeled_statement', 'expression_statement', 'lambda_expression', 'conditional_expression');

-- containers
CREATE TEMP TABLE body_member AS
  SELECT * FROM member WHERE kind IN ('method', 'constructor', 'initializer', 'field', 'enum_constant');
CREATE TEMP TABLE declaration AS
  SELECT file_id, bstart, bend, entity_id AS node_id FROM type
  UNION ALL SELECT file_id, bstart, bend, entity_id FROM body_member;
CREATE TEMP TABLE container AS
  SELECT file_id, bstart, bend, entity_id AS node_id FROM file UNION ALL FROM declaration;
CREATE TEMP TABLE occurs AS
  SELECT 'ref' AS thing, file_id, ref_id AS number, bstart, bend, entity_id FROM ref
  UNION ALL SELECT 'call', file_id, call_id, bstart, bend, entity_id FROM call
  UNION ALL SELECT 'statement', file_id, node_id, bstart, bend, entity_id FROM statement
  UNION ALL SELECT 'comment', file_id, comment_id, bstart, bend, entity_id FROM comment
  UNION ALL SELECT 'annotation', file_id, annotation_id, bstart, bend, entity_id FROM annotation;
CREATE TEMP TABLE in_container AS
  SELECT l.thing, l.file_id, any_value(l.entity_id) AS src, any_value(l.bstart) AS bstart, any_value(l.bend) AS bend,
         arg_min(r.node_id, (r.bend - r.bstart, r.bstart, r.node_id)) AS dst
  $around(occurs, container)
  GROUP BY l.thing, l.file_id, l.number;
CREATE TEMP TABLE member_in_type AS
  WITH found AS (
    SELECT l.file_id, l.member_id,
           unnest(arg_min({'dst': r.entity_id, 'type_bstart': r.bstart, 'type_bend': r.bend},
             (r.bend - r.bstart, r.bstart, r.entity_id)))
    $around(body_member, type)
    GROUP BY l.file_id, l.member_id)
  SELECT m.entity_id AS src, f.dst, m.file_id, m.bstart, m.bend, m.member_id, m.kind, m.name,
         m.modifiers IS NULL OR NOT (contains(m.modifiers, 'static') OR contains(m.modifiers, 'private')) AS is_inheritable,
         f.type_bstart, f.type_bend
  FROM found f JOIN body_member m USING (file_id, member_id);

-- attribution
CREATE TEMP TABLE declared_name AS
  SELECT file_id, name_bstart, name_bend, entity_id AS node_id FROM type
  UNION ALL SELECT file_id, name_bstart, name_bend, entity_id FROM member;
CREATE TEMP TABLE symbol_of_declaration AS
  SELECT DISTINCT s.symbol, d.node_id
  FROM symbols s JOIN declared_name d ON s.file_id = d.file_id AND s.bstart = d.name_bstart AND s.bend = d.name_bend
  WHERE s.role = 'definition'
  UNION ALL SELECT 'package ' || package, entity_id FROM package;
CREATE TEMP TABLE use_occurrence AS FROM symbols WHERE role <> 'definition';
CREATE TEMP TABLE external_symbol AS
  SELECT symbol, min(symbol_kind) AS symbol_kind, bool_or(declared_in_sources) AS declared_in_sources,
         CASE WHEN starts_with(symbol, 'package ') THEN substring(symbol, 9)
              WHEN contains(symbol, '#') AND NOT contains(symbol, '#<init>')
              THEN split_part(split_part(symbol, '#', 2), '(', 1)
              ELSE ltrim(split_part(split_part(split_part(symbol, '#', 1), '.', -1), '$', -1), '0123456789')
         END AS simple_name,
         id1('external_symbol', symbol) AS entity_id
  FROM (
    SELECT symbol, symbol_kind, declared_in_sources FROM use_occurrence
    UNION ALL SELECT target_symbol, NULL, target_declared_in_sources FROM symbol_relations) m
  WHERE NOT EXISTS (FROM symbol_of_declaration d WHERE d.symbol = m.symbol)
  GROUP BY symbol;
CREATE TEMP TABLE symbol_node AS
  SELECT symbol, node_id, count(*) OVER (PARTITION BY symbol) AS candidates FROM symbol_of_declaration
  UNION ALL SELECT symbol, entity_id, 1 FROM external_symbol;
CREATE TEMP TABLE attributed_ref AS
  SELECT r.file_id, r.bstart, r.bend, r.ref_id, r.entity_id, o.symbol, o.symbol_kind, o.role,
         'attribution' AS method, 1::DOUBLE AS certainty
  FROM ref r JOIN use_occurrence o USING (file_id, bstart, bend)
  UNION ALL
  SELECT r.file_id, any_value(r.bstart), any_value(r.bend), r.ref_id, any_value(r.entity_id),
         unnest(arg_min({'symbol': o.symbol, 'symbol_kind': o.symbol_kind, 'role': o.role},
           (o.bend - o.bstart, o.bstart, o.symbol, o.symbol_kind, o.role, o.declared_in_sources))),
         'attribution_overlap', 0.9::DOUBLE
  FROM ref r JOIN use_occurrence o ON r.file_id = o.file_id AND r.bend = o.bend AND o.bstart <= r.bstart
  WHERE NOT EXISTS (FROM use_occurrence e WHERE e.file_id = r.file_id AND e.bstart = r.bstart AND e.bend = r.bend)
  GROUP BY r.file_id, r.ref_id;
CREATE TEMP TABLE attributed_ref_to_node AS
  SELECT a.file_id, a.bstart, a.bend, a.ref_id, a.entity_id AS src, n.node_id AS dst, a.symbol_kind, a.role,
         a.method, a.certainty / n.candidates AS score
  FROM attributed_ref a JOIN symbol_node n USING (symbol);
CREATE TEMP TABLE resolved_import AS
  SELECT DISTINCT i.file_id, i.bstart, i.bend, i.import_id, i.entity_id AS src, n.node_id AS dst,
         'attribution' AS method, 1::DOUBLE / n.candidates AS score
  FROM import i
  JOIN use_occurrence o
    ON i.file_id = o.file_id AND coalesce(i.alias_bstart, i.bstart) = o.bstart AND coalesce(i.alias_bend, i.bend) = o.bend
  JOIN symbol_node n USING (symbol);
CREATE TEMP TABLE open_ref AS
  SELECT file_id, ref_id, bstart, bend, entity_id, ref_text, ref_kind, ctx, is_callee
  FROM ref WHERE NOT EXISTS (FROM attributed_ref a WHERE a.file_id = ref.file_id AND a.ref_id = ref.ref_id);

-- names of variables
CREATE TEMP TABLE variable_scope AS
  SELECT m.file_id, m.entity_id, m.kind, m.name, m.member_id, n.parent_id, s.kind AS scope_kind,
         coalesce(m.name_bstart, m.bstart) AS scope_bstart,
         CASE WHEN s.kind = 'binding_pattern' THEN m.container_bend ELSE s.bend END AS scope_bend
  FROM member m
  JOIN nodes n ON m.file_id = n.file_id AND m.member_id = n.node_id
  JOIN nodes s ON n.file_id = s.file_id AND n.parent_id = s.node_id
  WHERE m.kind IN ('parameter', 'local', 'type_parameter')
    AND s.kind IN ('method', 'lambda_expression', 'block', 'for_loop', 'enhanced_for_loop', 'try', 'catch', 'case', 'binding_pattern');
CREATE TEMP TABLE field_scope AS FROM member_in_type WHERE kind IN ('field', 'enum_constant');
CREATE TEMP TABLE ref_to_variable_around AS
  WITH declared AS (
    SELECT file_id, entity_id AS node_id, name, scope_bstart, scope_bend,
           CASE WHEN scope_kind = 'binding_pattern' THEN 'enclosing_member' ELSE 'enclosing_block' END AS method,
           CASE WHEN scope_kind = 'binding_pattern' THEN 0.8::DOUBLE ELSE 0.95::DOUBLE END AS score
    FROM variable_scope
    UNION ALL
    SELECT file_id, src, name, type_bstart, type_bend, 'enclosing_type', 0.9::DOUBLE FROM field_scope)
  SELECT r.file_id, r.ref_id, any_value(r.entity_id) AS src, any_value(r.bstart) AS bstart, any_value(r.bend) AS bend,
         any_value(r.ctx) AS role,
         unnest(arg_min({'dst': d.node_id, 'method': d.method, 'score': d.score},
           (d.scope_bend - d.scope_bstart, d.scope_bstart, d.node_id)))
  FROM open_ref r
  JOIN declared d ON r.file_id = d.file_id AND r.ref_text = d.name AND d.scope_bstart <= r.bstart AND r.bend <= d.scope_bend
  WHERE r.ref_kind = 'name' AND NOT r.is_callee
  GROUP BY r.file_id, r.ref_id;

-- names of types
CREATE TEMP TABLE open_type_ref AS
  FROM open_ref r
  WHERE (ref_kind = 'type' OR (ref_kind = 'name' AND NOT is_callee))
    AND NOT EXISTS (FROM ref_to_variable_around v WHERE v.file_id = r.file_id AND v.ref_id = r.ref_id);
CREATE TEMP TABLE ref_to_type_around AS
  WITH named AS (
    SELECT t.file_id, t.entity_id AS node_id, t.name, coalesce(t.container_bstart, f.bstart) AS scope_bstart,
           coalesce(t.container_bend, f.bend) AS scope_bend
    FROM type t JOIN file f USING (file_id)
    UNION ALL
    SELECT file_id, entity_id, name, container_bstart, container_bend FROM member WHERE kind = 'type_parameter')
  SELECT r.file_id, r.ref_id, any_value(r.entity_id) AS src, any_value(r.bstart) AS bstart, any_value(r.bend) AS bend,
         arg_min(n.node_id, (n.scope_bend - n.scope_bstart, n.scope_bstart, n.node_id)) AS dst
  FROM open_type_ref r
  JOIN named n ON r.file_id = n.file_id AND r.ref_text = n.name AND n.scope_bstart <= r.bstart AND r.bend <= n.scope_bend
  GROUP BY r.file_id, r.ref_id;
CREATE TEMP TABLE foreign_type_ref AS
  FROM open_type_ref r
  WHERE NOT EXISTS (FROM ref_to_type_around a WHERE a.file_id = r.file_id AND a.ref_id = r.ref_id);
CREATE TEMP TABLE import_of_type AS
  SELECT i.entity_id AS src, t.entity_id AS dst, i.file_id, i.bstart, i.bend, i.import_id, i.alias
  FROM import i JOIN type t USING (qualified_name)
  WHERE i.alias IS NOT NULL AND NOT i.is_static;
CREATE TEMP TABLE unimported_type_ref AS
  FROM foreign_type_ref r
  WHERE NOT EXISTS (
    FROM import i WHERE i.file_id = r.file_id AND i.alias = r.ref_text AND i.alias IS NOT NULL AND NOT i.is_static);
CREATE TEMP TABLE visible_type AS
  WITH visible_package AS (
    SELECT file_id, package, 1 AS precedence FROM files WHERE package IS NOT NULL
    UNION SELECT file_id, 'java.lang', 2 FROM files
    UNION SELECT file_id, qualified_name, 2 FROM imports WHERE is_star AND NOT is_static),
  found AS (
    SELECT u.file_id, u.ref_text, p.precedence, t.entity_id AS node_id
    FROM (SELECT DISTINCT file_id, ref_text FROM unimported_type_ref) u
    JOIN visible_package p USING (file_id)
    JOIN (SELECT t.name, t.entity_id, f.package FROM type t JOIN file f USING (file_id) WHERE t.container_bstart IS NULL) t
      ON p.package = t.package AND u.ref_text = t.name)
  FROM found QUALIFY precedence = min(precedence) OVER (PARTITION BY file_id, ref_text);
CREATE TEMP TABLE ref_to_type AS
  SELECT DISTINCT src, dst, file_id, bstart, bend, ref_id, method, score FROM attributed_ref_to_node
  WHERE symbol_kind IN ('class', 'interface', 'enum', 'record', 'annotation', 'type_parameter')
  UNION ALL
  SELECT src, dst, file_id, bstart, bend, ref_id, 'enclosing_scope', 0.95::DOUBLE FROM ref_to_type_around
  UNION ALL
  SELECT r.entity_id, i.dst, r.file_id, r.bstart, r.bend, r.ref_id, 'import', 0.95::DOUBLE
  FROM foreign_type_ref r
  JOIN (SELECT DISTINCT file_id, alias, dst FROM import_of_type) i ON r.file_id = i.file_id AND r.ref_text = i.alias
  UNION ALL
  SELECT r.entity_id, v.node_id, r.file_id, r.bstart, r.bend, r.ref_id,
         CASE WHEN v.precedence = 1 THEN 'own_package' ELSE 'imported_package' END,
         CASE WHEN v.precedence = 1 THEN 0.9::DOUBLE ELSE 0.85::DOUBLE END
  FROM unimported_type_ref r JOIN visible_type v USING (file_id, ref_text);

-- inheritance
CREATE TEMP TABLE named_header AS
  SELECT CASE WHEN c.field = 'permits_clause' THEN 'permits'
              WHEN c.field = 'extends_clause' OR t.kind = 'interface' THEN 'extends' ELSE 'implements' END AS edge_kind,
         t.entity_id AS src, r.dst, c.file_id, c.bstart, c.bend, r.method, r.score
  FROM nodes c
  LEFT JOIN (SELECT file_id, parent_id, node_id FROM nodes WHERE field = 'type' AND kind IN ('identifier', 'member_select')) g
    ON c.file_id = g.file_id AND c.node_id = g.parent_id
  JOIN type t ON c.file_id = t.file_id AND c.parent_id = t.type_id
  JOIN ref_to_type r ON c.file_id = r.file_id AND coalesce(g.node_id, c.node_id) = r.ref_id
  WHERE c.field IN ('extends_clause', 'implements_clause', 'permits_clause')
    AND c.kind IN ('identifier', 'member_select', 'parameterized_type');
CREATE TEMP TABLE attributed_relation AS
  SELECT DISTINCT s.relation AS edge_kind, d.node_id AS src, n.node_id AS dst, s.file_id, s.bstart, s.bend,
         1::DOUBLE / n.candidates AS score
  FROM symbol_relations s
  JOIN declared_name d ON s.file_id = d.file_id AND s.bstart = d.name_bstart AND s.bend = d.name_bend
  JOIN symbol_node n ON s.target_symbol = n.symbol;
CREATE TEMP TABLE named_supertype AS
  FROM (
    FROM named_header WHERE edge_kind <> 'permits'
    UNION ALL
    SELECT CASE WHEN t.kind = 'interface' THEN 'implements' ELSE 'extends' END, a.entity_id, r.dst, r.file_id, r.bstart,
           r.bend, r.method, r.score
    FROM type a
    JOIN nodes n ON a.file_id = n.file_id AND a.type_id = n.node_id
    JOIN call c ON n.file_id = c.file_id AND n.parent_id = c.call_id
    JOIN ref_to_type r ON c.file_id = r.file_id AND c.callee_bstart = r.bstart AND c.callee_bend = r.bend
    LEFT JOIN type t ON r.dst = t.entity_id
    WHERE a.name IS NULL) s
  WHERE NOT EXISTS (
    FROM attributed_relation a WHERE a.edge_kind IN ('extends', 'implements') AND a.src = s.src AND a.dst = s.dst);
CREATE TEMP TABLE ancestor AS
  WITH RECURSIVE supertype AS (
    SELECT src, dst FROM attributed_relation WHERE edge_kind IN ('extends', 'implements')
    UNION SELECT src, dst FROM named_supertype),
  above(src, dst, depth) USING KEY (src, dst) AS (
    SELECT src, dst, 1 FROM supertype
    UNION
    SELECT a.src, s.dst, a.depth + 1
    FROM above a JOIN supertype s ON a.dst = s.src LEFT JOIN recurring.above r ON r.src = a.src AND r.dst = s.dst
    WHERE r.src IS NULL)
  FROM above;
CREATE TEMP TABLE type_and_above AS
  SELECT entity_id AS type_id, entity_id AS owner, 0 AS depth FROM type UNION ALL SELECT src, dst, depth FROM ancestor;

-- inherited fields
CREATE TEMP TABLE possible_field_ref AS
  FROM open_ref r
  WHERE ref_kind = 'name' AND NOT is_callee
    AND NOT EXISTS (FROM ref_to_variable_around v WHERE v.file_id = r.file_id AND v.ref_id = r.ref_id)
    AND NOT EXISTS (FROM ref_to_type t WHERE t.file_id = r.file_id AND t.ref_id = r.ref_id)
    AND ref_text IN (SELECT name FROM field_scope);
CREATE TEMP TABLE own_member_ref AS
  FROM open_ref r
  WHERE ref_kind = 'member' AND NOT is_callee
    AND EXISTS (
      FROM nodes n
      WHERE n.field = 'expression' AND n.kind = 'identifier' AND n.file_id = r.file_id AND n.parent_id = r.ref_id
        AND NOT EXISTS (FROM ref o WHERE o.file_id = n.file_id AND o.ref_id = n.node_id));
CREATE TEMP TABLE type_of_static_import AS
  SELECT i.file_id, i.alias, t.entity_id AS type_id
  FROM import i
  JOIN type t ON t.qualified_name =
    CASE WHEN i.is_star THEN i.qualified_name ELSE left(i.qualified_name, length(i.qualified_name) - length(i.alias) - 1) END
  WHERE i.is_static;
CREATE TEMP TABLE ref_to_variable AS
  WITH field_ref AS (
    SELECT l.file_id, l.ref_id, any_value(l.entity_id) AS src, any_value(l.ref_text) AS ref_text, any_value(l.ctx) AS role,
           any_value(l.bstart) AS bstart, any_value(l.bend) AS bend,
           arg_min(r.entity_id, (r.bend - r.bstart, r.bstart, r.entity_id)) AS type_id, min(r.bend - r.bstart) AS extent
    $around(own_member_ref, type)
    GROUP BY l.file_id, l.ref_id
    UNION ALL
    SELECT l.file_id, l.ref_id, l.entity_id, l.ref_text, l.ctx, l.bstart, l.bend, r.entity_id, r.bend - r.bstart
    $around(possible_field_ref, type)
    UNION ALL
    SELECT p.file_id, p.ref_id, p.entity_id, p.ref_text, p.ctx, p.bstart, p.bend, s.type_id,
           CASE WHEN s.alias IS NULL THEN 9000000000000000002 ELSE 9000000000000000001 END
    FROM possible_field_ref p JOIN type_of_static_import s USING (file_id)
    WHERE s.alias IS NULL OR s.alias = p.ref_text),
  nearest AS (
    SELECT r.*, f.src AS dst, t.depth
    FROM field_ref r JOIN type_and_above t USING (type_id) JOIN field_scope f ON t.owner = f.dst AND r.ref_text = f.name
    QUALIFY row_number() OVER (PARTITION BY r.file_id, r.ref_id ORDER BY extent, depth, f.src) = 1)
  SELECT DISTINCT src, dst, file_id, bstart, bend, ref_id, role, method, score
  FROM attributed_ref_to_node WHERE symbol_kind IN ('field', 'enum_constant', 'parameter', 'local')
  UNION ALL
  SELECT src, dst, file_id, bstart, bend, ref_id, role, method, score FROM ref_to_variable_around
  UNION ALL
  SELECT src, dst, file_id, bstart, bend, ref_id, role,
         CASE WHEN extent > 9000000000000000000 THEN 'static_import' WHEN depth > 0 THEN 'inherited' ELSE 'enclosing_type' END,
         CASE WHEN extent > 9000000000000000000 THEN 0.85::DOUBLE WHEN depth > 0 THEN 0.8::DOUBLE ELSE 0.9::DOUBLE END
  FROM nearest;

-- calls
CREATE TEMP TABLE attributed_call AS
  SELECT c.file_id, c.call_id, c.entity_id, c.callee_bstart AS bstart, c.callee_bend AS bend, o.symbol
  FROM call c JOIN use_occurrence o ON c.file_id = o.file_id AND c.callee_bstart = o.bstart AND c.callee_bend = o.bend
  WHERE o.role = 'call' AND o.symbol_kind IN ('method', 'constructor');
CREATE TEMP TABLE open_call AS
  FROM call c WHERE NOT EXISTS (FROM attributed_call a WHERE a.file_id = c.file_id AND a.call_id = c.call_id);
CREATE TEMP TABLE callable AS
  SELECT m.file_id, m.bstart, m.bend, m.kind, m.name, m.is_inheritable, m.src AS node_id, m.dst AS owner,
         coalesce(p.parameters, 0) AS parameters
  FROM member_in_type m
  LEFT JOIN (
    SELECT file_id, parent_id, count(*) AS parameters FROM variable_scope
    WHERE kind = 'parameter' AND scope_kind = 'method' GROUP BY file_id, parent_id) p
    ON m.file_id = p.file_id AND m.member_id = p.parent_id;
CREATE TEMP TABLE overload AS
  SELECT owner, kind, name, parameters, count(*) AS candidates FROM callable GROUP BY ALL;
CREATE TEMP TABLE possible_call AS
  FROM open_call c
  WHERE kind = 'method' AND receiver_text IS NULL
    AND EXISTS (FROM overload o WHERE o.name = c.callee_text AND o.parameters = c.arg_count);
CREATE TEMP TABLE keyword_call AS FROM open_call WHERE kind = 'method' AND receiver_text IN ('this', 'super');
CREATE TEMP TABLE constructor_call_of_type AS
  SELECT c.entity_id AS src, r.dst, c.file_id, c.callee_bstart AS bstart, c.callee_bend AS bend, c.call_id, c.callee_text,
         c.arg_count, r.method, r.score
  FROM call c JOIN ref_to_type r ON c.file_id = r.file_id AND c.callee_bstart = r.bstart AND c.callee_bend = r.bend
  WHERE c.kind = 'constructor';
CREATE TEMP TABLE named_call AS
  WITH call_of_type AS (
    SELECT l.file_id, l.call_id, l.entity_id, l.callee_bstart AS bstart, l.callee_bend AS bend, r.entity_id AS type_id,
           'method' AS kind, l.callee_text AS name, l.arg_count AS parameters, r.bend - r.bstart AS extent,
           0 AS least, 1000000 AS most, 'enclosing_type' AS method, 0.9::DOUBLE AS score
    $around(possible_call, type)
    UNION ALL
    SELECT l.file_id, l.call_id, any_value(l.entity_id), any_value(l.callee_bstart), any_value(l.callee_bend),
           arg_min(r.entity_id, (r.bend - r.bstart, r.bstart, r.entity_id)), 'method', any_value(l.callee_text),
           any_value(l.arg_count), min(r.bend - r.bstart),
           CASE WHEN any_value(l.receiver_text) = 'super' THEN 1 ELSE 0 END, 1000000, 'enclosing_type', 0.9::DOUBLE
    $around(keyword_call, type)
    GROUP BY l.file_id, l.call_id
    UNION ALL
    SELECT c.file_id, c.call_id, c.entity_id, c.callee_bstart, c.callee_bend, s.type_id, 'method', c.callee_text, c.arg_count,
           CASE WHEN s.alias IS NULL THEN 9000000000000000002 ELSE 9000000000000000001 END, 0, 1000000, 'static_import',
           0.85::DOUBLE
    FROM possible_call c JOIN type_of_static_import s USING (file_id)
    WHERE s.alias IS NULL OR s.alias = c.callee_text
    UNION ALL
    SELECT c.file_id, c.call_id, c.entity_id, c.callee_bstart, c.callee_bend, r.dst, 'method', c.callee_text, c.arg_count, 0,
           0, 1000000, 'receiver_type', CASE WHEN r.score = 1 THEN 0.95::DOUBLE ELSE r.score END
    FROM open_call c JOIN ref_to_type r ON c.file_id = r.file_id AND c.receiver_bstart = r.bstart AND c.receiver_bend = r.bend
    UNION ALL
    SELECT c.file_id, c.call_id, c.src, c.bstart, c.bend, c.dst, 'constructor', c.callee_text, c.arg_count, 0, 0, 0, c.method,
           CASE WHEN c.score = 1 THEN 0.95::DOUBLE ELSE c.score END
    FROM constructor_call_of_type c
    WHERE NOT EXISTS (FROM attributed_call a WHERE a.file_id = c.file_id AND a.call_id = c.call_id)),
  candidate AS (
    SELECT c.*, t.owner, t.depth, o.candidates
    FROM call_of_type c JOIN type_and_above t USING (type_id)
    JOIN overload o ON t.owner = o.owner AND c.kind = o.kind AND c.name = o.name AND c.parameters = o.parameters
    WHERE t.depth BETWEEN c.least AND c.most),
  nearest AS (FROM candidate QUALIFY rank() OVER (PARTITION BY file_id, call_id ORDER BY extent, depth) = 1),
  chosen AS (SELECT *, sum(candidates) OVER (PARTITION BY file_id, call_id) AS choices FROM nearest)
  SELECT c.entity_id AS src, m.node_id AS dst, c.file_id, c.bstart, c.bend,
         CASE WHEN c.depth > 0 THEN 'inherited' ELSE c.method END AS method,
         CASE WHEN c.depth > 0 THEN 0.8::DOUBLE ELSE c.score END / c.choices::DOUBLE AS score
  FROM chosen c
  JOIN callable m ON c.owner = m.owner AND c.kind = m.kind AND c.name = m.name AND c.parameters = m.parameters;

-- overriding
CREATE TEMP TABLE inheritable_method AS FROM callable WHERE kind = 'method' AND is_inheritable;
CREATE TEMP TABLE named_override AS
  SELECT m.node_id AS src, o.node_id AS dst, m.file_id, m.bstart, m.bend, 0.8::DOUBLE / n.candidates AS score
  FROM inheritable_method m
  JOIN ancestor a ON m.owner = a.src
  JOIN (SELECT owner, name, parameters, count(*) AS candidates FROM inheritable_method GROUP BY ALL) n
    ON a.dst = n.owner AND m.name = n.name AND m.parameters = n.parameters
  JOIN inheritable_method o ON a.dst = o.owner AND m.name = o.name AND m.parameters = o.parameters
  WHERE m.node_id NOT IN (SELECT node_id FROM symbol_of_declaration);

-- values of variables
CREATE TEMP TABLE region AS
  SELECT p.file_id, p.bstart, p.bend
  FROM nodes p JOIN nodes q ON p.file_id = q.file_id AND p.parent_id = q.node_id
  WHERE p.kind IN ('case', 'catch', 'labeled_statement', 'assert', 'lambda_expression', 'class', 'method')
    OR p.field IN ('then_statement', 'else_statement', 'true_expression', 'false_expression', 'update')
    OR (p.field = 'statement' AND q.kind IN ('for_loop', 'enhanced_for_loop', 'while_loop', 'do_while_loop'))
    OR (p.field = 'condition' AND q.kind = 'do_while_loop')
    OR (p.field IN ('block', 'resources') AND q.kind = 'try')
    OR (p.field = 'right_operand' AND q.kind IN ('conditional_and', 'conditional_or'));
CREATE TEMP TABLE variable_use AS
  SELECT v.file_id, v.dst AS variable_id, v.src AS node_id, v.bstart, v.bend, v.role, q.kind AS expression_kind,
         q.bend AS expression_bend
  FROM ref_to_variable v
  JOIN nodes n ON v.file_id = n.file_id AND v.ref_id = n.node_id
  JOIN nodes q ON n.file_id = q.file_id AND n.parent_id = q.node_id
  WHERE v.dst IN (SELECT entity_id FROM variable_scope);
CREATE TEMP TABLE value AS
  SELECT row_number() OVER () AS number, * FROM (
    SELECT v.file_id, v.entity_id AS variable_id, v.entity_id AS node_id, v.scope_bstart AS bstart,
           coalesce(i.bend, v.scope_bstart) AS bend,
           i.node_id IS NOT NULL OR v.kind = 'parameter' OR v.scope_kind IN ('enhanced_for_loop', 'catch', 'binding_pattern')
             AS has_value
    FROM variable_scope v
    LEFT JOIN (FROM nodes WHERE field = 'initializer') i ON v.file_id = i.file_id AND v.member_id = i.parent_id
    UNION ALL
    SELECT file_id, variable_id, node_id, bstart, expression_bend, true FROM variable_use WHERE role = 'write');
CREATE TEMP TABLE read AS
  FROM variable_use WHERE role = 'read' OR expression_kind NOT IN ('assignment', 'parenthesized');
CREATE TEMP TABLE read_since AS
  WITH ended AS (
    SELECT l.number, arg_min(r.bend, (r.bend - r.bstart, r.bstart)) AS region_bend
    $around(value, region)
    GROUP BY l.number),
  last_value AS (
    SELECT r.node_id, max(v.bend) AS since
    FROM read r
    JOIN value v ON r.variable_id = v.variable_id AND v.bend <= r.bstart
    LEFT JOIN ended e ON v.number = e.number
    WHERE r.bend <= coalesce(e.region_bend, 9000000000000000000)
    GROUP BY r.node_id)
  SELECT r.file_id, r.variable_id, r.node_id, r.bstart, r.bend, coalesce(l.since, 0) AS since
  FROM read r LEFT JOIN last_value l USING (node_id);
CREATE TEMP TABLE loop AS
  SELECT p.file_id, p.parent_id, min(p.bstart) AS bstart, max(p.bend) AS bend
  FROM nodes p JOIN nodes l ON p.file_id = l.file_id AND p.parent_id = l.node_id
  WHERE p.field IN ('variable', 'condition', 'update', 'statement')
    AND l.kind IN ('for_loop', 'enhanced_for_loop', 'while_loop', 'do_while_loop')
  GROUP BY p.file_id, p.parent_id;
CREATE TEMP TABLE value_reaches_read AS
  SELECT v.node_id AS src, r.node_id AS dst, r.file_id, r.bstart, r.bend
  FROM value v JOIN read_since r ON v.variable_id = r.variable_id AND r.since <= v.bend AND v.bend <= r.bstart
  WHERE v.has_value
  UNION
  SELECT v.node_id, r.node_id, r.file_id, r.bstart, r.bend
  FROM value v
  JOIN (
    SELECT l.file_id, l.variable_id, l.node_id, l.bstart, l.bend, max(r.bend) AS loop_bend
    $around(read_since, loop)
    WHERE r.bstart >= l.since
    GROUP BY ALL) r ON v.variable_id = r.variable_id AND r.bstart + 1 <= v.bend AND v.bend <= r.loop_bend
  WHERE v.has_value;

-- the graph
CREATE TEMP TABLE node AS
  SELECT entity_id AS node_id, 'package' AS node_kind, package AS name, NULL::VARCHAR AS qualified_name,
         NULL::BIGINT AS file_id, NULL::BIGINT AS bstart, NULL::BIGINT AS bend
  FROM package
  UNION ALL SELECT entity_id, 'file', NULL, NULL, file_id, bstart, bend FROM file
  UNION ALL SELECT entity_id, 'type', name, qualified_name, file_id, bstart, bend FROM type
  UNION ALL SELECT entity_id, kind, name, NULL, file_id, bstart, bend FROM member
  UNION ALL SELECT entity_id, 'ref', ref_text, NULL, file_id, bstart, bend FROM ref
  UNION ALL SELECT entity_id, 'call', callee_text, NULL, file_id, bstart, bend FROM call
  UNION ALL SELECT entity_id, 'argument', NULL, NULL, file_id, bstart, bend FROM argument
  UNION ALL SELECT entity_id, 'import', qualified_name, NULL, file_id, bstart, bend FROM import
  UNION ALL SELECT entity_id, 'annotation', name, NULL, file_id, bstart, bend FROM annotation
  UNION ALL SELECT entity_id, 'comment', NULL, NULL, file_id, bstart, bend FROM comment
  UNION ALL SELECT entity_id, 'diagnostic', code, NULL, file_id, bstart, bend FROM diagnostic
  UNION ALL SELECT entity_id, 'statement', kind, NULL, file_id, bstart, bend FROM statement
  UNION ALL SELECT entity_id, 'external_symbol', simple_name, symbol, NULL, NULL, NULL FROM external_symbol;
CREATE TEMP TABLE line AS
  SELECT file_id, line_no + 1 AS line, line_start,
         coalesce(lead(line_start) OVER (PARTITION BY file_id ORDER BY line_no), line_end + 1) AS next_start
  FROM line_index;
COPY (
  SELECT n.node_id, n.node_kind, n.name, n.qualified_name, f.path, n.bstart, n.bend,
         CASE WHEN n.bstart < a.next_start THEN a.line END AS line,
         CASE WHEN greatest(n.bend - 1, n.bstart) < z.next_start THEN z.line END AS end_line, n.file_id
  FROM node n
  ASOF LEFT JOIN line a ON n.file_id = a.file_id AND n.bstart >= a.line_start
  ASOF LEFT JOIN line z ON n.file_id = z.file_id AND greatest(n.bend - 1, n.bstart) >= z.line_start
  LEFT JOIN files f ON n.file_id = f.file_id
) TO '{out}/cpg_nodes.parquet' (FORMAT parquet, COMPRESSION zstd);

CREATE TEMP TABLE edge AS
  WITH e AS (
    SELECT 'in_package' AS edge_kind, f.entity_id AS src, p.entity_id AS dst, f.file_id, f.bstart, f.bend,
           'file_in_package' AS origin, 'syntax' AS method, 1::DOUBLE AS score
    FROM file f JOIN package p USING (package)
    UNION ALL SELECT 'in_file', t.entity_id, f.entity_id, t.file_id, t.bstart, t.bend, 'type_in_file', 'syntax', 1
    FROM type t JOIN file f USING (file_id) WHERE t.container_bstart IS NULL
    UNION ALL SELECT 'in_file', i.entity_id, f.entity_id, i.file_id, i.bstart, i.bend, 'import_in_file', 'syntax', 1
    FROM import i JOIN file f USING (file_id)
    UNION ALL SELECT 'in_file', d.entity_id, f.entity_id, d.file_id, d.bstart, d.bend, 'diagnostic_in_file', 'syntax', 1
    FROM diagnostic d JOIN file f USING (file_id)
    UNION ALL SELECT 'declared_in', t.entity_id, d.node_id, t.file_id, t.bstart, t.bend, 'nested_type_in_declaration', 'syntax', 1
    FROM type t JOIN declaration d ON t.file_id = d.file_id AND t.container_bstart = d.bstart AND t.container_bend = d.bend
    UNION ALL SELECT 'member_of', src, dst, file_id, bstart, bend, 'member_in_type', 'syntax', 1 FROM member_in_type
    UNION ALL SELECT 'declared_in', m.entity_id, d.node_id, m.file_id, m.bstart, m.bend, 'inner_member_in_declaration', 'syntax', 1
    FROM member m JOIN declaration d ON m.file_id = d.file_id AND m.container_bstart = d.bstart AND m.container_bend = d.bend
    WHERE m.kind IN ('parameter', 'local', 'type_parameter')
    UNION ALL SELECT 'annotates', a.entity_id, o.node_id, a.file_id, a.bstart, a.bend, 'annotation_of_owner', 'syntax', 1
    FROM annotation a
    JOIN (SELECT file_id, bstart, bend, entity_id AS node_id FROM type
          UNION ALL SELECT file_id, bstart, bend, entity_id FROM member) o
      ON a.file_id = o.file_id AND a.owner_bstart = o.bstart AND a.owner_bend = o.bend
    UNION ALL SELECT 'documents', c.entity_id, d.node_id, c.file_id, c.bstart, c.bend, 'comment_of_owner', 'syntax', 1
    FROM comment c JOIN declaration d ON c.file_id = d.file_id AND c.owner_bstart = d.bstart AND c.owner_bend = d.bend
    UNION ALL SELECT 'occurs_in', src, dst, file_id, bstart, bend, thing || '_in_container', 'syntax', 1 FROM in_container
    UNION ALL SELECT 'child_of', s.entity_id, p.entity_id, s.file_id, s.bstart, s.bend, 'statement_in_statement', 'syntax', 1
    FROM statement s JOIN statement p ON s.file_id = p.file_id AND s.parent_id = p.node_id
    UNION ALL SELECT 'argument_of', a.entity_id, c.entity_id, a.file_id, a.bstart, a.bend, 'argument_of_call', 'syntax', 1
    FROM argument a JOIN call c USING (file_id, call_id)
    UNION ALL SELECT 'has_value', a.entity_id, r.entity_id, a.file_id, a.bstart, a.bend, 'argument_is_ref', 'syntax', 1
    FROM argument a JOIN ref r USING (file_id, bstart, bend)
    UNION ALL SELECT 'has_value', a.entity_id, c.entity_id, a.file_id, a.bstart, a.bend, 'argument_is_call', 'syntax', 1
    FROM argument a JOIN call c USING (file_id, bstart, bend)
    UNION ALL SELECT 'names', c.entity_id, r.entity_id, c.file_id, r.bstart, r.bend, 'call_of_callee', 'syntax', 1
    FROM call c JOIN ref r ON c.file_id = r.file_id AND c.callee_bstart = r.bstart AND c.callee_bend = r.bend
    UNION ALL (
      SELECT DISTINCT 'resolves_to', src, dst, file_id, bstart, bend, 'name_resolves', method, score FROM attributed_ref_to_node)
    UNION ALL SELECT 'resolves_to', src, dst, file_id, bstart, bend, 'name_resolves', method, score FROM resolved_import
    UNION ALL SELECT 'member_of', x.entity_id, n.node_id, NULL, NULL, NULL, 'external_member_of_type', 'attribution',
                     1::DOUBLE / n.candidates
    FROM external_symbol x JOIN symbol_node n ON split_part(x.symbol, '#', 1) = n.symbol
    WHERE contains(x.symbol, '#')
    UNION ALL SELECT CASE WHEN role = 'write' THEN 'writes' ELSE 'reads' END, src, dst, file_id, bstart, bend,
                     'ref_uses_variable', method, score FROM ref_to_variable
    UNION ALL SELECT 'names_type', src, dst, file_id, bstart, bend, 'ref_names_type', method, score FROM ref_to_type
    UNION ALL SELECT 'imports', src, dst, file_id, bstart, bend, 'attributed_import', method, score FROM resolved_import
    UNION ALL SELECT 'imports', src, dst, file_id, bstart, bend, 'named_import_of_type', 'qualified_name', 0.95
    FROM import_of_type i
    WHERE NOT EXISTS (FROM resolved_import r WHERE r.file_id = i.file_id AND r.import_id = i.import_id)
    UNION ALL SELECT edge_kind, src, dst, file_id, bstart, bend,
                     CASE WHEN edge_kind = 'overrides' THEN 'attributed_override' ELSE 'attributed_supertype' END,
                     'attribution', score
    FROM attributed_relation WHERE edge_kind IN ('extends', 'implements', 'overrides')
    UNION ALL SELECT edge_kind, src, dst, file_id, bstart, bend, 'named_supertype', method, score FROM named_supertype
    UNION ALL SELECT edge_kind, src, dst, file_id, bstart, bend, 'permitted_type', method, score
    FROM named_header WHERE edge_kind = 'permits'
    UNION ALL SELECT 'inherits', a.src, a.dst, t.file_id, t.bstart, t.bend, 'ancestor_of_type', 'closure', 0.85
    FROM ancestor a JOIN type t ON a.src = t.entity_id
    UNION ALL SELECT 'instantiates', src, dst, file_id, bstart, bend, 'constructor_call_of_type', method, score
    FROM constructor_call_of_type
    UNION ALL (
      SELECT DISTINCT 'calls', c.entity_id, n.node_id, c.file_id, c.bstart, c.bend, 'attributed_call_to_callable',
             'attribution', 1::DOUBLE / n.candidates
      FROM attributed_call c JOIN symbol_node n USING (symbol))
    UNION ALL SELECT 'calls', src, dst, file_id, bstart, bend, 'named_call_to_callable', method, score FROM named_call
    UNION ALL SELECT 'overrides', src, dst, file_id, bstart, bend, 'named_override', 'signature', score FROM named_override
    UNION ALL SELECT 'def_use', src, dst, file_id, bstart, bend, 'value_reaches_read', 'flow', 0.8 FROM value_reaches_read)
  SELECT id3('edge', edge_kind, src, dst) AS edge_id, * FROM e;
COPY (
  SELECT edge_id, edge_kind, src AS src_node_id, dst AS dst_node_id, f.path, e.bstart, e.bend, origin,
         method AS resolution_method,
         CASE WHEN score = 1 THEN 'certain' WHEN score >= 0.8 THEN 'likely' ELSE 'possible' END AS confidence, score
  FROM edge e LEFT JOIN files f USING (file_id)
) TO '{out}/cpg_edges.parquet' (FORMAT parquet, COMPRESSION zstd);
COPY (
  SELECT src AS node_id, list_sort(list({'edge_kind': edge_kind, 'node_id': dst, 'edge_id': edge_id, 'file_id': file_id,
    'bstart': bstart, 'bend': bend})) AS edges
  FROM edge GROUP BY src
) TO '{out}/cpg_edges_by_src.parquet' (FORMAT parquet, COMPRESSION zstd);
COPY (
  SELECT dst AS node_id, list_sort(list({'edge_kind': edge_kind, 'node_id': src, 'edge_id': edge_id, 'file_id': file_id,
    'bstart': bstart, 'bend': bend})) AS edges
  FROM edge GROUP BY dst
) TO '{out}/cpg_edges_by_dst.parquet' (FORMAT parquet, COMPRESSION zstd);

-- properties
CREATE MACRO present(entries) AS map_from_entries(list_filter(entries, lambda e: e.v IS NOT NULL));
CREATE TEMP TABLE props AS
  FROM (
    SELECT entity_id, present([{k: 'encoding', v: encoding}, {k: 'lines', v: lines::VARCHAR}, {k: 'names', v: names::VARCHAR},
      {k: 'names_resolved', v: names_resolved::VARCHAR}, {k: 'sha256', v: sha256},
      {k: 'size_bytes', v: size_bytes::VARCHAR}, {k: 'status', v: status}]) AS props FROM file
    UNION ALL SELECT entity_id, present([{k: 'extends_text', v: extends_text}, {k: 'implements_text', v: implements_text},
      {k: 'kind', v: kind}, {k: 'modifiers', v: modifiers}, {k: 'permits_text', v: permits_text}]) FROM type
    UNION ALL SELECT entity_id, present([{k: 'modifiers', v: modifiers}, {k: 'type_text', v: type_text}]) FROM member
    UNION ALL SELECT entity_id, present([{k: 'ctx', v: ctx}, {k: 'is_callee', v: is_callee::VARCHAR},
      {k: 'ref_kind', v: ref_kind}]) FROM ref
    UNION ALL SELECT entity_id, present([{k: 'arg_count', v: arg_count::VARCHAR}, {k: 'kind', v: kind},
      {k: 'receiver_text', v: receiver_text}]) FROM call
    UNION ALL SELECT entity_id, present([{k: 'arg_text', v: arg_text}, {k: 'index', v: index::VARCHAR}]) FROM argument
    UNION ALL SELECT entity_id, present([{k: 'is_star', v: is_star::VARCHAR}, {k: 'is_static', v: is_static::VARCHAR}])
      FROM import
    UNION ALL SELECT entity_id, present([{k: 'text', v: text}]) FROM annotation
    UNION ALL SELECT entity_id, present([{k: 'kind', v: kind}, {k: 'text', v: text}]) FROM comment
    UNION ALL SELECT entity_id, present([{k: 'message', v: message}, {k: 'severity', v: severity}]) FROM diagnostic
    UNION ALL SELECT entity_id, present([{k: 'declared_in_sources', v: declared_in_sources::VARCHAR},
      {k: 'symbol_kind', v: symbol_kind}]) FROM external_symbol)
  WHERE cardinality(props) > 0;
COPY (FROM props) TO '{out}/cpg_props_map.parquet' (FORMAT parquet, COMPRESSION zstd);
COPY (
  SELECT 'node' AS entity_kind, entity_id, k AS prop_key, t AS value_type, CASE WHEN t = 'string' THEN v END AS value_string,
         CASE WHEN t = 'int' THEN v::BIGINT END AS value_int, NULL::DOUBLE AS value_float,
         CASE WHEN t = 'bool' THEN v::BOOLEAN END AS value_bool
  FROM (
    SELECT *, CASE WHEN k IN ('lines', 'names', 'names_resolved', 'size_bytes', 'arg_count', 'index') THEN 'int'
                   WHEN k IN ('is_callee', 'is_static', 'is_star', 'declared_in_sources') THEN 'bool' ELSE 'string' END AS t
    FROM (SELECT entity_id, e.key AS k, e.value AS v FROM (SELECT entity_id, unnest(map_entries(props)) AS e FROM props)))
) TO '{out}/cpg_props.parquet' (FORMAT parquet, COMPRESSION zstd);
