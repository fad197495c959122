package dev.yinhu.benchmarks;

import dev.yinhu.database.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * A shop of a million people and five million rows in five tables, in a PostgreSQL of its own, and
 * the same deletes in bare SQL.
 */
record FiveTables(Database database) {
  static final int PEOPLE = 1_000_000;

  /** From the leaves to the root. */
  private static final List<String> DELETES =
      List.of(
          "delete from public.lines where order_id in"
              + " (select id from public.orders where user_id = ?)",
          "delete from public.reviews where user_id = ?",
          "delete from public.orders where user_id = ?",
          "delete from public.addresses where user_id = ?",
          "delete from public.users where id = ?");

  static final String REGISTER =
      """
      dataset:
        - fides_key: shop
          data_categories: [user.behavior.purchase_history]
          collections:
            - name: users
              yinhu: {subject: id}
              fields:
                - {name: id, fides_meta: {primary_key: true}}
                - name: phone
                  data_categories: [user.contact.phone_number]
                  yinhu: {protect: {suite: AES256_GCM}}
            - name: addresses
              yinhu: {subject: user_id}
              fields:
                - {name: id, fides_meta: {primary_key: true}}
                - name: user_id
                  fides_meta: {references: [{dataset: shop, field: users.id, direction: from}]}
                - {name: line}
            - name: orders
              yinhu:
                subject: user_id
                defers: {field: state, while: [paid, shipped], reason: open-order}
              fields:
                - {name: id, fides_meta: {primary_key: true}}
                - name: user_id
                  fides_meta: {references: [{dataset: shop, field: users.id, direction: from}]}
                - {name: state}
            - name: lines
              fields:
                - {name: id, fides_meta: {primary_key: true}}
                - name: order_id
                  fides_meta: {references: [{dataset: shop, field: orders.id, direction: from}]}
                - {name: title}
            - name: reviews
              yinhu: {subject: user_id}
              fields:
                - {name: id, fides_meta: {primary_key: true}}
                - name: user_id
                  fides_meta: {references: [{dataset: shop, field: users.id, direction: from}]}
                - {name: text}
      system:
        - fides_key: backend
          privacy_declarations:
            - name: Deliver
              data_categories: [user]
              data_use: essential.service
              data_subjects: [customer]
              yinhu:
                purpose: deliver-order
                use: provide-service
                legal_basis: contract
                necessity: to deliver
                state: active
                impact_assessment: {wanted: true, done: true, reference: PIA-1}
                fields: [shop.*]
                callers: [{name: order-service, operations: [encrypt, decrypt]}]
            - name: Requests
              data_categories: [user]
              data_use: essential.legal_obligation
              data_subjects: [customer]
              yinhu:
                purpose: legal-duty
                use: legal-duty
                legal_basis: legal-duty
                necessity: people ask for it
                state: active
                impact_assessment: {wanted: true, done: true, reference: PIA-1}
                fields: [shop.*]
                callers: [{name: subject-rights, operations: [encrypt, decrypt]}]
      """;

  static String person(int number) {
    return "u-%07d".formatted(number);
  }

  /** One row of each person in each table. */
  void fill() {
    database
        .jdbi()
        .useHandle(handle -> {
          List.of(
                  "create table public.users (id text primary key, phone text)",
                  "create table public.addresses (id bigint primary key, user_id text, line text)",
                  "create table public.orders (id bigint primary key, user_id text, state text)",
                  "create table public.lines (id bigint primary key, order_id bigint, title text)",
                  "create table public.reviews (id bigint primary key, user_id text, text text)",
                  insert("users", "'u-' || lpad(i::text, 7, '0'), null"),
                  insert(
                      "addresses", "i, 'u-' || lpad(i::text, 7, '0'), '翠微路 ' || i % 900 || ' 号'"),
                  insert("orders", "i, 'u-' || lpad(i::text, 7, '0'), 'done'"),
                  insert("lines", "i, i, '龙井茶 250 g'"),
                  insert("reviews", "i, 'u-' || lpad(i::text, 7, '0'), '很好, will buy again'"),
                  "create index on public.addresses (user_id)",
                  "create index on public.orders (user_id)",
                  "create index on public.lines (order_id)",
                  "create index on public.reviews (user_id)",
                  "vacuum analyze",
                  "checkpoint")
              .forEach(handle::execute);
        });
  }

  private static String insert(String table, String values) {
    return "insert into public.%s select %s from generate_series(0, %d) i"
        .formatted(table, values, PEOPLE - 1);
  }

  void seal(int person, String phone) {
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "update public.users set phone = ? where id = ?", phone, person(person)));
  }

  /** Rows of these people over all tables. */
  long rows(int first, int people) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    select (select count(*) from public.users where id between :a and :b)
                      + (select count(*) from public.addresses where user_id between :a and :b)
                      + (select count(*) from public.orders where user_id between :a and :b)
                      + (select count(*) from public.reviews where user_id between :a and :b)
                      + (select count(*) from public.lines where order_id between :c and :d)
                    """)
                .bind("a", person(first))
                .bind("b", person(first + people - 1))
                .bind("c", first)
                .bind("d", first + people - 1)
                .mapTo(Long.class)
                .one());
  }

  /** Deletes people in bare SQL, each in a transaction, so many at once; gives people a second. */
  double deleteBare(int first, int people, int atOnce) throws Exception {
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      List<Future<?>> running = new ArrayList<>();
      IntStream.range(first, first + people)
          .forEach(i -> running.add(threads.submit(() -> deleteBare(person(i)))));
      for (Future<?> each : running) {
        each.get();
      }
    }
    return people / ((System.nanoTime() - start) / 1e9);
  }

  private void deleteBare(String person) {
    database
        .jdbi()
        .useTransaction(handle -> DELETES.forEach(delete -> handle.execute(delete, person)));
  }
}
