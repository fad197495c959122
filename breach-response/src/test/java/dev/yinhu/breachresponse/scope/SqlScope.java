package dev.yinhu.breachresponse.scope;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.Level;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Register;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The same count in plain SQL over the JSON of the log. */
final class SqlScope {
  private static final String ITEMS =
      """
      with item as (
        select l.n, (l.entry->>'time')::timestamptz as at, l.entry->>'caller' as caller,
          i.number, i.item->>'field' as field, (i.item->>'count')::bigint as count,
          (l.entry->>'register')::bigint as version, i.item->'subjects' as subjects
        from leaf l, jsonb_array_elements(l.entry->'items') with ordinality as i (item, number)
        where jsonb_exists(l.entry, 'operation')
          and (cast(:from as timestamptz) is null or (l.entry->>'time')::timestamptz >= :from)
          and (cast(:until as timestamptz) is null or (l.entry->>'time')::timestamptz < :until)
          and (:callers = '{}' or l.entry->>'caller' = any(cast(:callers as text[])))
          and (:actors = '{}' or l.entry->>'actor' = any(cast(:actors as text[])))
          and (:purposes = '{}' or l.entry->>'purpose' = any(cast(:purposes as text[])))
          and (:operations = '{}' or l.entry->>'operation' = any(cast(:operations as text[])))
          and i.item->>'outcome' = any(cast(:outcomes as text[]))
          and (:fields = '{}' or i.item->>'field' = any(cast(:fields as text[])))
      ), of_category as (
        select * from item where :categories = '{}' or exists (
          select 1 from fact f, unnest(cast(:categories as text[])) as wanted
          where f.version = item.version and f.field = item.field
            and (f.category = wanted or starts_with(f.category, wanted || '.')))
      ), counted as (
        select c.*, array(
            select s from jsonb_array_elements_text(c.subjects) s
            where (:only = '{}' or s = any(cast(:only as text[])))
              and not s = any(cast(:without as text[]))) as persons
        from of_category c
      ), kept as (
        select *, count - (jsonb_array_length(subjects) - cardinality(persons)) as records
        from counted
        where cardinality(persons) > 0
          or (jsonb_array_length(subjects) = 0 and :only = '{}')
      )
      """;

  private final Jdbi jdbi;

  SqlScope(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.useHandle(handle -> {
      handle.execute("create table if not exists leaf (n bigint primary key, entry jsonb)");
      handle.execute(
          "create table if not exists fact (version bigint, field text, category text, sensitive"
              + " boolean)");
    });
  }

  /** Copies the log's leaves. */
  void copy(AuditLog log) {
    jdbi.useTransaction(handle -> {
      long from =
          handle.createQuery("select coalesce(max(n) + 1, 0) from leaf").mapTo(Long.class).one();
      List<String> leaves = new ArrayList<>();
      log.forEach(from, entry -> leaves.add(entry.json()));
      PreparedBatch batch =
          handle.prepareBatch("insert into leaf (n, entry) values (:n, cast(:entry as jsonb))");
      for (int i = 0; i < leaves.size(); i++) {
        batch.bind("n", from + i).bind("entry", leaves.get(i)).add();
      }
      batch.execute();
    });
  }

  /** Notes what a version says of its fields. */
  void facts(long version, Register register) {
    jdbi.useTransaction(handle -> {
      for (DeclaredField field : register.fields()) {
        for (CategoryKey category : field.categories()) {
          handle.execute(
              "insert into fact values (?, ?, ?, ?)",
              version,
              field.ref().text(),
              category.value(),
              field.level() == Level.SENSITIVE);
        }
      }
    });
  }

  long persons(ScopeQuery query) {
    return one(query, "select count(distinct p) from kept, unnest(persons) p");
  }

  long records(ScopeQuery query) {
    return one(query, "select coalesce(sum(records), 0) from kept");
  }

  long entries(ScopeQuery query) {
    return one(query, "select count(distinct n) from kept");
  }

  long sensitivePersons(ScopeQuery query) {
    return one(
        query,
        """
        select count(distinct p) from kept, unnest(persons) p where exists (
          select 1 from fact f
          where f.version = kept.version and f.field = kept.field and f.sensitive)
        """);
  }

  List<Tally> fields(ScopeQuery query) {
    return tallies(query, "field", "kept");
  }

  List<Tally> callers(ScopeQuery query) {
    return tallies(query, "caller", "kept");
  }

  List<Tally> days(ScopeQuery query) {
    return tallies(query, "to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')", "kept");
  }

  List<Tally> categories(ScopeQuery query) {
    return tallies(
        query,
        "category",
        "(select kept.*, f.category from kept join fact f"
            + " on f.version = kept.version and f.field = kept.field) k");
  }

  private List<Tally> tallies(ScopeQuery query, String key, String from) {
    return with(
        query,
        """
        , keyed as (select *, %s as key from %s)
        select r.key, coalesce(p.persons, 0) as persons, r.records
        from (select key, sum(records) as records from keyed group by key) r
        left join (
          select key, count(distinct p) as persons from keyed, unnest(keyed.persons) p group by key
        ) p on p.key = r.key
        order by r.key collate "C"
        """
            .formatted(key, from),
        q -> q.map((row, _) -> new Tally(row.getString(1), row.getLong(2), row.getLong(3))).list());
  }

  private long one(ScopeQuery query, String select) {
    return with(query, select, q -> q.mapTo(Long.class).one());
  }

  private interface Get<T> {
    T of(Query query);
  }

  private <T> T with(ScopeQuery query, String select, Get<T> get) {
    return jdbi.withHandle(handle -> get.of(bound(handle, query, ITEMS + select)));
  }

  private static Query bound(Handle handle, ScopeQuery query, String sql) {
    return handle
        .createQuery(sql)
        .bind("from", time(query.from()))
        .bind("until", time(query.until()))
        .bind("callers", array(query.callers()))
        .bind("actors", array(query.actors()))
        .bind("purposes", array(query.purposes()))
        .bind("operations", array(query.operations().stream().map(Operation::wire).toList()))
        .bind("outcomes", array(query.outcomes()))
        .bind("fields", array(query.fields()))
        .bind("categories", array(query.categories().stream().map(CategoryKey::value).toList()))
        .bind("only", array(query.only()))
        .bind("without", array(query.without()));
  }

  private static @Nullable OffsetDateTime time(Optional<Instant> time) {
    return time.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null);
  }

  private static String array(Collection<String> values) {
    return "{" + String.join(",", values) + "}";
  }
}
