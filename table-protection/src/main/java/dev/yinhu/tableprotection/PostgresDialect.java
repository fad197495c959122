package dev.yinhu.tableprotection;

import java.util.List;

/** PostgreSQL. */
record PostgresDialect() implements Dialect {
  @Override
  public List<String> session() {
    return List.of(
        "SET lock_timeout = '30s'",
        "SET timezone = 'UTC'",
        "SET datestyle = 'ISO'",
        "SET bytea_output = 'hex'",
        "SET extra_float_digits = 1");
  }

  @Override
  public String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  @Override
  public String text(String column) {
    return "CAST(" + column + " AS text)";
  }

  /** Collation "C" compares bytes; others may hold texts for equal that are not the same. */
  @Override
  public String same(String text, String other) {
    return text + " COLLATE \"C\" IS NOT DISTINCT FROM " + other + " COLLATE \"C\"";
  }

  @Override
  public String after(List<String> columns, List<String> parameters) {
    return "(" + String.join(", ", columns) + ") > (" + String.join(", ", parameters) + ")";
  }

  /** Types without their length: a cast to varchar(3) would cut without a word. */
  @Override
  public String columnsQuery() {
    return """
    SELECT a.attname, format_type(a.atttypid, -1),
      CASE WHEN t.typcategory = 'S' THEN 'TEXT'
           WHEN t.typname IN ('int2', 'int4', 'int8') THEN 'NUMBER'
           WHEN t.typname IN ('float4', 'float8', 'json', 'jsonb', 'xml') THEN 'UNFIT'
           ELSE 'OTHER' END,
      CASE WHEN t.typname IN ('varchar', 'bpchar') AND a.atttypmod > 4 THEN a.atttypmod - 4 END,
      NOT a.attnotnull,
      'CAST(? AS ' || format_type(a.atttypid, -1) || ')',
      'CAST(' || quote_ident(a.attname) || ' AS text)',
      has_column_privilege(c.oid, a.attnum, 'SELECT'),
      has_column_privilege(c.oid, a.attnum, 'UPDATE')
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_type t ON t.oid = a.atttypid
    WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p')
      AND a.attnum > 0 AND NOT a.attisdropped
    """;
  }

  @Override
  public String uniqueKeysQuery() {
    return """
    SELECT CAST(i.indexrelid AS text), a.attname, true
    FROM pg_index i
    JOIN pg_class c ON c.oid = i.indrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
    WHERE n.nspname = ? AND c.relname = ? AND i.indisunique AND i.indisvalid
      AND i.indpred IS NULL AND i.indexprs IS NULL AND k.place <= i.indnkeyatts
    ORDER BY i.indexrelid, k.place
    """;
  }

  @Override
  public String estimateQuery() {
    return """
    SELECT greatest(0, sum(CASE WHEN c.relkind = 'p' THEN 0 ELSE c.reltuples END))
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ? AND c.relname = ?
    """;
  }
}
