package dev.yinhu.service.demo;

import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** SQL over the demo shop's own database. */
final class ShopStore {
  private static final List<String> TABLES =
      List.of(
          "create table if not exists users (id text primary key, name text, phone text, email"
              + " text, id_number text, created_at timestamptz)",
          "create table if not exists addresses (id text primary key, user_id text not null"
              + " references users, detail text)",
          "create table if not exists orders (id text primary key, user_id text not null references"
              + " users, consignee_name text, consignee_phone text, amount numeric(10, 2) not null,"
              + " created_at timestamptz not null, completed_at timestamptz)",
          "create table if not exists chats (id text primary key, user_id text not null references"
              + " users, text text not null, created_at timestamptz not null)",
          // What nobody declared, as happens: free text for the courier.
          "alter table orders add column if not exists remark text",
          // A deleted customer's row stays without any of it while a law keeps their orders.
          "alter table users alter column created_at drop not null",
          "alter table users add column if not exists phone_index text",
          "alter table users add column if not exists phone_last4 text",
          "alter table users add column if not exists email_index text",
          "create index if not exists users_by_phone on users (phone_index)",
          "create index if not exists users_by_email on users (email_index)");

  /**
   * A value of one row.
   *
   * @param rowId primary key
   * @param subject the platform's id of the person
   * @param value what stands in the column
   */
  record Cell(String rowId, String subject, String value) {
    @Override
    public String toString() {
      return "Cell[***]";
    }
  }

  private final Jdbi jdbi;

  ShopStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Makes the tables; true when the shop has no customers yet. */
  boolean isNew() {
    return jdbi.inTransaction(handle -> {
      TABLES.forEach(handle::execute);
      return handle.select("select count(*) from users").mapTo(Long.class).one() == 0;
    });
  }

  void fill(ShopData data) {
    jdbi.useTransaction(handle -> {
      users(handle, data);
      addresses(handle, data);
      orders(handle, data);
      chats(handle, data);
    });
  }

  private static void users(Handle handle, ShopData data) {
    PreparedBatch batch =
        handle.prepareBatch(
            "insert into users (id, name, phone, email, id_number, created_at)"
                + " values (?, ?, ?, ?, nullif(?, ''), ?)");
    for (ShopData.User user : data.users()) {
      Person person = user.person();
      batch.add(
          person.id(),
          person.name(),
          person.phone(),
          person.email(),
          person.idNumber(),
          user.since());
    }
    batch.execute();
  }

  private static void addresses(Handle handle, ShopData data) {
    PreparedBatch batch =
        handle.prepareBatch("insert into addresses (id, user_id, detail) values (?, ?, ?)");
    for (ShopData.Address address : data.addresses()) {
      batch.add(address.id(), address.userId(), address.detail());
    }
    batch.execute();
  }

  private static void orders(Handle handle, ShopData data) {
    PreparedBatch batch =
        handle.prepareBatch(
            "insert into orders (id, user_id, consignee_name, consignee_phone, amount, created_at,"
                + " completed_at, remark) values (?, ?, ?, ?, ?, ?, ?, ?)");
    for (ShopData.Order order : data.orders()) {
      batch.add(
          order.id(),
          order.userId(),
          order.consigneeName(),
          order.consigneePhone(),
          order.amount(),
          order.createdAt(),
          order.completedAt(),
          order.remark());
    }
    batch.execute();
  }

  private static void chats(Handle handle, ShopData data) {
    PreparedBatch batch =
        handle.prepareBatch(
            "insert into chats (id, user_id, text, created_at) values (?, ?, ?, ?)");
    for (ShopData.Chat chat : data.chats()) {
      batch.add(chat.id(), chat.userId(), chat.text(), chat.at());
    }
    batch.execute();
  }

  long count(String table) {
    return jdbi.withHandle(
        handle -> handle.select("select count(*) from " + quoted(table)).mapTo(Long.class).one());
  }

  long unprotected(DeclaredField field) {
    return jdbi.withHandle(
        handle -> handle.select("select count(*)" + plainOf(field.ref())).mapTo(Long.class).one());
  }

  List<Cell> nextUnprotected(DeclaredField field, int limit) {
    String subject = quoted(field.subject().orElseThrow().field());
    String column = quoted(field.ref().field());
    return jdbi.withHandle(handle ->
        handle
            .select(
                "select id, %s, %s".formatted(subject, column)
                    + plainOf(field.ref())
                    + " order by id limit ?",
                limit)
            .map((rs, context) -> new Cell(rs.getString(1), rs.getString(2), rs.getString(3)))
            .list());
  }

  /** Ciphertexts that have no blind index in the column: a release before it left them so. */
  List<Cell> nextUnindexed(DeclaredField field, String indexColumn, int limit) {
    String subject = quoted(field.subject().orElseThrow().field());
    String column = quoted(field.ref().field());
    return jdbi.withHandle(handle ->
        handle
            .select(
                "select id, %s, %s from %s where %s like 'yh1.%%' and %s is null order by id limit ?"
                    .formatted(
                        subject,
                        column,
                        quoted(field.ref().collection()),
                        column,
                        quoted(indexColumn)),
                limit)
            .map((rs, context) -> new Cell(rs.getString(1), rs.getString(2), rs.getString(3)))
            .list());
  }

  private static String plainOf(FieldRef field) {
    return " from %s where %s not like 'yh1.%%'"
        .formatted(quoted(field.collection()), quoted(field.field()));
  }

  /** Puts ciphertexts in the place of plaintexts; a row that changed meanwhile is left alone. */
  void replace(FieldRef field, List<Cell> plain, List<String> ciphertexts) {
    String column = quoted(field.field());
    jdbi.useTransaction(handle -> {
      PreparedBatch batch =
          handle.prepareBatch(
              "update %s set %s = ? where id = ? and %s = ?"
                  .formatted(quoted(field.collection()), column, column));
      for (int i = 0; i < plain.size(); i++) {
        batch.add(ciphertexts.get(i), plain.get(i).rowId(), plain.get(i).value());
      }
      batch.execute();
    });
  }

  /** Puts blind indexes beside the ciphertexts. */
  void storeIndexes(FieldRef field, String column, List<Cell> cells, List<String> indexes) {
    jdbi.useTransaction(handle -> {
      PreparedBatch batch =
          handle.prepareBatch(
              "update %s set %s = ? where id = ?"
                  .formatted(quoted(field.collection()), quoted(column)));
      for (int i = 0; i < cells.size(); i++) {
        batch.add(indexes.get(i), cells.get(i).rowId());
      }
      batch.execute();
    });
  }

  /** The rows that have one of these blind indexes. */
  List<String> findByIndex(FieldRef field, List<String> query) {
    return jdbi.withHandle(handle ->
        handle
            .select(
                "select id from %s where %s = any(?)"
                    .formatted(quoted(field.collection()), quoted(indexColumn(field))),
                (Object) query.toArray(String[]::new))
            .mapTo(String.class)
            .list());
  }

  private static String indexColumn(FieldRef field) {
    return field.field() + "_index";
  }

  /** What stands in the field's column of the row. */
  Cell cell(DeclaredField field, String rowId) {
    return jdbi.withHandle(handle ->
        handle
            .select(
                "select id, %s, %s from %s where id = ?"
                    .formatted(
                        quoted(field.subject().orElseThrow().field()),
                        quoted(field.ref().field()),
                        quoted(field.ref().collection())),
                rowId)
            .map((rs, context) -> new Cell(rs.getString(1), rs.getString(2), rs.getString(3)))
            .one());
  }

  /** The newest customer who is not erased, has bought something, and is not the demo's own. */
  String customerToDelete() {
    return jdbi.withHandle(handle ->
        handle
            .select(
                "select id from users u where phone is not null and id <> ? and exists"
                    + " (select from orders where user_id = u.id) order by length(id) desc, id desc"
                    + " limit 1",
                DemoScene.CUSTOMER)
            .mapTo(String.class)
            .one());
  }

  List<String> customers() {
    return jdbi.withHandle(
        handle -> handle.select("select id from users order by id").mapTo(String.class).list());
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
