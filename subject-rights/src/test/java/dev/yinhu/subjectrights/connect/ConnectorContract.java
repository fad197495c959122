package dev.yinhu.subjectrights.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.subjectrights.connect.ErasePlan.DeleteRows;
import dev.yinhu.subjectrights.connect.ErasePlan.Overwrite;
import dev.yinhu.subjectrights.connect.ErasePlan.Replacement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds of every database that is reached into. */
abstract class ConnectorContract {
  static final SubjectId ANNA = new SubjectId("u-1");
  private JdbcConnector store;

  /** Runs one statement in the database. */
  abstract void execute(String sql);

  /** Where it is. */
  abstract JdbcSettings settings();

  /** The same with a port on which nobody answers. */
  abstract JdbcSettings away();

  /** The same as somebody who may read and nothing else. */
  abstract JdbcSettings reading();

  abstract String quoted(String identifier);

  @BeforeEach
  void fill() {
    for (String table : List.of("lines", "orders", "users", "members")) {
      execute("drop table if exists " + quoted(table));
    }
    execute(
        "create table users (id varchar(40) primary key, phone varchar(40), note varchar(40) not"
            + " null)");
    execute(
        "create table orders (id varchar(40) primary key, user_id varchar(40) references users"
            + " (id), amount int, foreign key (user_id) references users (id))");
    execute(
        "create table "
            + quoted("lines")
            + " (order_id varchar(40), title varchar(40), foreign key (order_id) references orders"
            + " (id))");
    execute("create table members (number bigint, card varchar(40))");
    execute(
        "insert into users values ('u-1', '138', 'x'), ('u-2', '139', 'y'), ('U-1x', null, 'z')");
    execute("insert into orders values ('o-1', 'u-1', 5), ('o-2', 'u-1', 6), ('o-3', 'u-2', 7)");
    execute(
        "insert into "
            + quoted("lines")
            + " values ('o-1', 'tea'), ('o-1', 'cup'), ('o-2', 'pot'), ('o-3', 'pan')");
    execute("insert into members values (0, 'nobody'), (17, 'somebody')");
    store = new JdbcConnector(settings(), ShopGraph.GRAPH);
  }

  private Answer<Long> count(String collection, SubjectId person) {
    return store.count(ShopGraph.node(collection), person);
  }

  private static <T> Answer<T> known(T value) {
    return new Answer.Known<>(value);
  }

  private static <T> Answer<T> failed(String code) {
    return new Answer.Failed<>(code);
  }

  @Test
  void countsThePersonsRowsDirectlyAndThroughOthers() {
    assertThat(count("users", ANNA)).isEqualTo(known(1L));
    assertThat(count("orders", ANNA)).isEqualTo(known(2L));
    assertThat(count("lines", ANNA)).isEqualTo(known(3L));
    assertThat(count("lines", new SubjectId("nobody"))).isEqualTo(known(0L));
  }

  @Test
  void anIdThatDiffersInCaseAccentOrSpaceIsAnotherPerson() {
    execute("insert into users values ('Zoë', '1', 'x')");

    assertThat(count("users", new SubjectId("U-1"))).isEqualTo(known(0L));
    assertThat(count("users", new SubjectId("Zoe"))).isEqualTo(known(0L));
    assertThat(count("users", new SubjectId("u-1 "))).isEqualTo(known(0L));
    assertThat(count("users", new SubjectId("Zoë"))).isEqualTo(known(1L));
  }

  @Test
  void anIdThatIsNoNumberIsNotTakenForZero() {
    assertThat(count("members", new SubjectId("17"))).isEqualTo(known(1L));
    assertThat(count("members", ANNA)).isEqualTo(failed("id-does-not-fit"));
    assertThat(count("members", new SubjectId("17' or '1'='1")))
        .isEqualTo(failed("id-does-not-fit"));
  }

  @Test
  void anIdThatLooksLikeSqlIsAnId() {
    assertThat(count("users", new SubjectId("u-1' or '1'='1"))).isEqualTo(known(0L));
  }

  @Test
  void whatIsNotThereIsAFailureAndNotNothing() {
    assertThat(count("missing", ANNA)).isEqualTo(failed("no-table"));
    execute("alter table users drop column phone");
    assertThat(store.read(ShopGraph.node("users"), ANNA, row -> {})).isEqualTo(failed("no-column"));
    assertThatExceptionOfType(StoreUnavailable.class)
        .isThrownBy(
            () -> new JdbcConnector(away(), ShopGraph.GRAPH).count(ShopGraph.node("users"), ANNA))
        .satisfies(e -> assertThat(e.getMessage()).contains("shop").doesNotContain("u-1"));
  }

  @Test
  void readsRowsInTheOrderOfTheirKeys() {
    List<StoredRow> rows = new ArrayList<>();

    assertThat(store.read(ShopGraph.node("orders"), ANNA, rows::add)).isEqualTo(known(2L));

    assertThat(rows)
        .extracting(row -> row.values().get(FieldRef.parse("shop.orders.id")))
        .containsExactly(Optional.of("o-1"), Optional.of("o-2"));
    assertThat(rows.getFirst().toString()).doesNotContain("o-1");
  }

  @Test
  void deletesFromTheLeavesToTheRootAndAgainWithoutHarm() {
    for (String collection : List.of("lines", "orders", "users")) {
      Answer<Erased> erased = store.erase(ShopGraph.node(collection), ANNA, new DeleteRows());
      assertThat(erased).isInstanceOf(Answer.Known.class);
      assertThat(store.erase(ShopGraph.node(collection), ANNA, new DeleteRows()))
          .isEqualTo(known(new Erased(0, 0)));
    }

    assertThat(count("users", new SubjectId("u-2"))).isEqualTo(known(1L));
    assertThat(count("lines", new SubjectId("u-2"))).isEqualTo(known(1L));
  }

  @Test
  void whatOthersReferToIsNotDeletedAndNothingIsChanged() {
    assertThat(store.erase(ShopGraph.node("users"), ANNA, new DeleteRows()))
        .isEqualTo(failed("refers-still"));
    assertThat(count("users", ANNA)).isEqualTo(known(1L));
  }

  @Test
  void overwritesFieldsAndKeepsTheRow() {
    FieldRef phone = FieldRef.parse("shop.users.phone");
    FieldRef note = FieldRef.parse("shop.users.note");
    Overwrite plan =
        new Overwrite(
            Map.of(phone, new Replacement.Nothing(), note, new Replacement.Word("erased")));

    assertThat(store.erase(ShopGraph.node("users"), ANNA, plan)).isEqualTo(known(new Erased(1, 0)));

    List<StoredRow> rows = new ArrayList<>();
    store.read(ShopGraph.node("users"), ANNA, rows::add);
    assertThat(rows.getFirst().values())
        .containsEntry(phone, Optional.empty())
        .containsEntry(note, Optional.of("erased"));
    assertThat(
            store.erase(
                ShopGraph.node("users"),
                ANNA,
                new Overwrite(Map.of(note, new Replacement.Nothing()))))
        .isEqualTo(failed("must-not-be-null"));
  }

  @Test
  void whatStandsAgainstErasingIsKnownBeforehandAndNothingIsChanged() {
    FieldRef phone = FieldRef.parse("shop.users.phone");
    FieldRef note = FieldRef.parse("shop.users.note");
    Overwrite both =
        new Overwrite(
            Map.of(phone, new Replacement.Nothing(), note, new Replacement.Word("erased")));
    Overwrite refused = new Overwrite(Map.of(note, new Replacement.Nothing()));

    assertThat(store.hindrance(ShopGraph.node("users"), ANNA, both)).isEmpty();
    assertThat(store.hindrance(ShopGraph.node("users"), ANNA, refused))
        .contains("must-not-be-null");
    assertThat(store.hindrance(ShopGraph.node("users"), new SubjectId("nobody"), refused))
        .isEmpty();
    assertThat(store.hindrance(ShopGraph.node("lines"), ANNA, new DeleteRows())).isEmpty();
    assertThat(store.hindrance(ShopGraph.node("missing"), ANNA, new DeleteRows()))
        .contains("no-table");

    JdbcConnector reader = new JdbcConnector(reading(), ShopGraph.GRAPH);
    assertThat(reader.count(ShopGraph.node("users"), ANNA)).isEqualTo(known(1L));
    assertThat(reader.hindrance(ShopGraph.node("users"), ANNA, both)).contains("no-permission");
    assertThat(reader.hindrance(ShopGraph.node("lines"), ANNA, new DeleteRows()))
        .contains("no-permission");
    reader.close();
    assertThat(count("lines", ANNA)).isEqualTo(known(3L));
  }

  private static ErasePlan byDate() {
    FieldRef placed = FieldRef.parse("shop.orders.amount");
    return new ErasePlan.ByDate(
        placed, LocalDate.of(2025, 1, 1), new DeleteRows(), new ErasePlan.Keep());
  }

  @Test
  void rowsAreToldApartByADateOfTheirs() {
    execute("drop table " + quoted("lines"));
    execute("alter table orders drop column amount");
    execute("alter table orders add column amount timestamp null");
    execute("update orders set amount = '2024-12-31 10:00:00' where id = 'o-1'");
    ErasePlan plan = byDate();

    assertThat(store.tally(ShopGraph.node("orders"), ANNA, plan))
        .isEqualTo(
            known(
                List.of(
                    new Tally(
                        1,
                        Optional.of(LocalDate.of(2024, 12, 31)),
                        Optional.of(LocalDate.of(2024, 12, 31))),
                    new Tally(1, Optional.empty(), Optional.empty()))));
    assertThat(store.remaining(ShopGraph.node("orders"), ANNA, plan)).isEqualTo(known(1L));
    assertThat(store.erase(ShopGraph.node("orders"), ANNA, plan))
        .isEqualTo(known(new Erased(2, 0)));
    assertThat(store.remaining(ShopGraph.node("orders"), ANNA, plan)).isEqualTo(known(0L));
    assertThat(count("orders", ANNA)).isEqualTo(known(1L));
    assertThat(count("orders", new SubjectId("u-2"))).isEqualTo(known(1L));
  }

  @Test
  void countsRowsWithAValueAndChangesValues() {
    FieldRef id = FieldRef.parse("shop.orders.id");
    assertThat(store.countWith(ShopGraph.node("orders"), ANNA, id, List.of("o-1", "o-3")))
        .isEqualTo(known(1L));

    FieldRef title = FieldRef.parse("shop.lines.title");
    assertThat(
            store.change(
                ShopGraph.node("lines"),
                ANNA,
                title,
                titles -> titles.stream().map(one -> one.replace("tea", "TEA!")).toList()))
        .isEqualTo(known(1L));
    assertThat(store.countWith(ShopGraph.node("lines"), ANNA, title, List.of("TEA!", "cup", "pot")))
        .isEqualTo(known(3L));
    assertThat(
            store.countWith(ShopGraph.node("lines"), new SubjectId("u-2"), title, List.of("pan")))
        .isEqualTo(known(1L));
  }
}
