package dev.yinhu.service.demo;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** SQL over the database of the demo's customer relations, which the shop cannot reach into. */
final class CrmStore {
  private final Jdbi jdbi;

  CrmStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What it notes of a customer. */
  record Contact(String id, String nickname, String note) {
    @Override
    public String toString() {
      return "Contact[***]";
    }
  }

  /** Makes the table, with a contact for each customer when it is new. */
  void fill(List<String> customers) {
    jdbi.useTransaction(handle -> {
      handle.execute(
          "create table if not exists contacts (id text primary key, customer_id text not null,"
              + " nickname text, note text)");
      if (handle.select("select count(*) from contacts").mapTo(Long.class).one() > 0) {
        return;
      }
      PreparedBatch batch =
          handle.prepareBatch(
              "insert into contacts (id, customer_id, nickname, note) values (?, ?, ?, ?)");
      for (String customer : customers) {
        batch.add("c-" + customer, customer, "顾客 " + customer, "喜欢周末送货 · prefers weekends");
      }
      batch.execute();
    });
  }

  List<Contact> of(String customer) {
    return jdbi.withHandle(handle ->
        handle
            .select(
                "select id, nickname, note from contacts where customer_id = ? order by id",
                customer)
            .map((row, _) -> new Contact(row.getString(1), row.getString(2), row.getString(3)))
            .list());
  }

  /** Gives how many there were. */
  int erase(String customer) {
    return jdbi.withHandle(
        handle -> handle.execute("delete from contacts where customer_id = ?", customer));
  }
}
