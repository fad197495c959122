package dev.yinhu.tableprotection;

import static dev.yinhu.tableprotection.Workshop.PHONE;
import static dev.yinhu.tableprotection.Workshop.column;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table {@code users} with phones and e-mail addresses, and what stands in it. */
final class Users {
  /** Values that databases like to take for one another. */
  private static final List<String> ODD =
      List.of(
          "", " ", "a ", "A ", "a", "13800138000", "😀🇨🇳隐护", "o'Brien\\\"%_`", "line\nbreak\t");

  final Shop shop;
  private final Workshop workshop;

  private Users(Shop shop, Workshop workshop) {
    this.shop = shop;
    this.workshop = workshop;
  }

  /** Empty. */
  static Users on(Shop.Server server, Workshop workshop) {
    Shop shop = Shop.on(server, workshop);
    shop.run(
        "CREATE TABLE users (id varchar(40) NOT NULL PRIMARY KEY, phone varchar(100),"
            + " phone_ct varchar(700), email varchar(100), email_ct text)");
    return new Users(shop, workshop);
  }

  ProtectionJob phones() {
    return Workshop.job(shop, column(PHONE, "phone", "phone_ct"));
  }

  void insert(Map<String, String> phones) {
    try (Connection connection = shop.connect();
        PreparedStatement statement =
            connection.prepareStatement("INSERT INTO users (id, phone) VALUES (?, ?)")) {
      connection.setAutoCommit(false);
      for (Map.Entry<String, String> phone : phones.entrySet()) {
        statement.setString(1, phone.getKey());
        statement.setString(2, phone.getValue());
        statement.addBatch();
      }
      statement.executeBatch();
      connection.commit();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Odd values first. */
  static Map<String, String> people(int count) {
    Map<String, String> people = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      people.put("u-" + i, i < ODD.size() ? ODD.get(i) : "139" + (10_000_000 + i));
    }
    return people;
  }

  void assertSealed(Map<String, String> phones) {
    Map<String, String> sealed = new LinkedHashMap<>();
    List<String> ids = shop.column("SELECT id FROM users ORDER BY id");
    List<String> ciphertexts = shop.column("SELECT phone_ct FROM users ORDER BY id");
    for (int i = 0; i < ids.size(); i++) {
      sealed.put(ids.get(i), ciphertexts.get(i));
    }
    phones.forEach((id, phone) -> {
      if (phone == null) {
        assertThat(sealed.get(id)).isNull();
      } else {
        assertThat(workshop.holds(PHONE, id, sealed.get(id), phone)).as(phone).isTrue();
      }
    });
  }
}
