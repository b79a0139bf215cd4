-- Two tables out of nothing but numbers, the same at every run: floating-point numbers of very
-- different sizes, many ties, NULLs, lists, edges, and spans that nest, cross and touch.
COPY (
  SELECT
    i AS id,
    'group ' || (i * 7919 % 97)::VARCHAR AS grp,
    CASE
      WHEN i % 13 = 0 THEN NULL
      ELSE ((i * 104729 % 1000003) - 500000) * pow(10.0, (i % 23) - 11)
    END::DOUBLE AS reading,
    (i % 5)::INTEGER AS grade,
    CASE WHEN i % 11 = 0 THEN NULL ELSE ['t' || (i % 3), 'T' || (i % 4), NULL] END AS tags,
    CASE WHEN i % 50 = 0 THEN NULL ELSE (i - i % 50 + (i % 50) // 2) END AS parent,
    DATE '2026-01-01' + (i % 366)::INTEGER AS day,
    (i * 31 % 2000)::BIGINT AS bstart,
    (i * 31 % 2000 + i % 40)::BIGINT AS bend
  FROM range(1, {rows}) AS t(i)
) TO '{folder}/measurements.parquet' (FORMAT parquet);
COPY (
  SELECT
    'group ' || (i % 97)::VARCHAR AS grp,
    i AS section_id,
    (i * 17 % 1500)::BIGINT AS bstart,
    (i * 17 % 1500 + 1 + i * 13 % 600)::BIGINT AS bend
  FROM range(1, 3000) AS t(i)
) TO '{folder}/sections.parquet' (FORMAT parquet);
