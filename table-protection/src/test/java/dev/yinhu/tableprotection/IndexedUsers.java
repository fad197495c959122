package dev.yinhu.tableprotection;

import static dev.yinhu.tableprotection.Workshop.EMAIL;
import static dev.yinhu.tableprotection.Workshop.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.IndexTerms;
import dev.yinhu.register.FieldRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A table {@code users} whose phones and addresses are found by blind indexes. */
final class IndexedUsers {
  static final String BOTH = "shop.users.phone_email";
  private static final String ORDERED = " FROM users ORDER BY id";

  final Shop shop;
  private final Workshop workshop;

  private IndexedUsers(Shop shop, Workshop workshop) {
    this.shop = shop;
    this.workshop = workshop;
  }

  static IndexedUsers on(Shop.Server server, Workshop workshop) {
    workshop.access.use(2, Workshop.indexedRegister());
    Shop shop = Shop.on(server, workshop);
    shop.run(
        "CREATE TABLE users (id varchar(40) NOT NULL PRIMARY KEY, phone varchar(100), phone_ct"
            + " text, phone_index varchar(60), phone_last4 varchar(54), email varchar(100),"
            + " email_ct text, email_index text, both_index varchar(80))");
    return new IndexedUsers(shop, workshop);
  }

  void insert(String id, @Nullable String phone, @Nullable String email) {
    shop.run(
        "INSERT INTO users (id, phone, email) VALUES ('%s', %s, %s)"
            .formatted(id, literal(phone), literal(email)));
  }

  /** People whose phones and addresses are alike, but for their ends. */
  void insert(int count) {
    for (int i = 0; i < count; i++) {
      insert("p-" + (100 + i), phone(i), email(i));
    }
  }

  static String phone(int number) {
    return "139" + (10_000_000 + number);
  }

  static String email(int number) {
    return "Person" + number + "@shop.example";
  }

  private static String literal(@Nullable String text) {
    return text == null ? "NULL" : "'" + text + "'";
  }

  ProtectionJob job() {
    ProtectedColumn phone =
        new ProtectedColumn(
            FieldRef.parse(PHONE),
            "phone",
            "phone_ct",
            Optional.empty(),
            Optional.empty(),
            Optional.of("phone_index"),
            Map.of("last4", "phone_last4"));
    ProtectedColumn email =
        new ProtectedColumn(
            FieldRef.parse(EMAIL),
            "email",
            "email_ct",
            Optional.empty(),
            Optional.empty(),
            Optional.of("email_index"),
            Map.of());
    return new ProtectionJob(
        shop.schema,
        shop.target("users"),
        Workshop.DATA_JOB,
        List.of("id"),
        Optional.of("id"),
        List.of(phone, email),
        List.of(new CompoundColumn(FieldRef.parse(BOTH), "both_index")),
        20,
        OptionalInt.empty());
  }

  List<String> column(String name) {
    return shop.column("SELECT " + name + ORDERED);
  }

  /** That the people are found by each of their indexes, all under the newest key if so wanted. */
  void assertFound(int count, boolean current) {
    for (int i = 0; i < count; i++) {
      var phone = workshop.indexes(PHONE, phone(i), Map.of());
      IndexTerms email = workshop.indexes(EMAIL, email(i), Map.of()).index().orElseThrow();
      IndexTerms both =
          workshop
              .indexes(BOTH, null, Map.of("phone", phone(i), "email", email(i)))
              .index()
              .orElseThrow();
      assertIndex(i, "phone_index", phone.index().orElseThrow(), current);
      IndexTerms last4 = phone.parts().get("last4");
      assertThat(last4).isNotNull();
      if (last4 != null) {
        assertIndex(i, "phone_last4", last4, current);
      }
      assertIndex(i, "email_index", email, current);
      assertIndex(i, "both_index", both, current);
    }
  }

  private void assertIndex(int number, String column, IndexTerms terms, boolean current) {
    String stands =
        shop.column("SELECT " + column + " FROM users WHERE id = 'p-" + (100 + number) + "'")
            .getFirst();
    assertThat(terms.holds(String.valueOf(stands))).as(column + " of " + number).isTrue();
    assertThat(terms.isCurrent(stands) || !current).as("current " + column).isTrue();
  }
}
