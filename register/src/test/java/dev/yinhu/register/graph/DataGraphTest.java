package dev.yinhu.register.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.Suite;
import dev.yinhu.register.reading.RegisterReader;
import dev.yinhu.register.reading.RegisterReading;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataGraphTest {
  private static final RegisterReader READER =
      new RegisterReader(
          EnumSet.allOf(Suite.class), InstantSource.fixed(Instant.parse("2026-06-01T04:00:00Z")));

  private static RegisterReading read(String collections) {
    String yaml =
        "dataset:\n  - fides_key: shop\n    data_categories: [user.transaction]\n    collections:\n"
            + collections.indent(6);
    return READER.read(List.of(new RegisterSource("shop.yaml", yaml)));
  }

  private static DataGraph graph(String collections) {
    RegisterReading reading = read(collections);
    assertThat(reading.problems()).noneMatch(p -> p.code().wire().startsWith("collection"));
    return DataGraph.of(reading.register().orElseThrow().datasets());
  }

  private static List<String> names(List<Node> nodes) {
    return nodes.stream().map(node -> node.name().collection()).toList();
  }

  private static List<String> problems(String collections) {
    return read(collections).problems().stream()
        .filter(p -> p.code().wire().startsWith("collection-"))
        .map(p -> p.line() + " " + p.code().wire() + " " + p.message())
        .toList();
  }

  private static final String SHOP =
      """
      - name: items
        fields:
          - {name: id, fides_meta: {primary_key: true}}
          - name: order_id
            fides_meta: {references: [{dataset: shop, field: orders.id, direction: from}]}
          - {name: title}
      - name: orders
        yinhu: {subject: user_id}
        fields:
          - {name: id, fides_meta: {primary_key: true}}
          - name: user_id
            fides_meta: {references: [{dataset: shop, field: users.id, direction: from}]}
      - name: users
        yinhu: {subject: id}
        fields:
          - {name: id, fides_meta: {primary_key: true}}
          - {name: phone}
      """;

  @Test
  void rowsAreFoundByThePersonsIdOrAlongReferences() {
    DataGraph graph = graph(SHOP);

    assertThat(names(graph.reading())).containsExactly("users", "orders", "items");
    assertThat(graph.node(new CollectionName("shop", "orders")).orElseThrow().reaches())
        .containsExactly(new Reach.BySubject(FieldRef.parse("shop.orders.user_id")));
    assertThat(graph.node(new CollectionName("shop", "items")).orElseThrow().reaches())
        .containsExactly(
            new Reach.ByReference(
                FieldRef.parse("shop.items.order_id"), FieldRef.parse("shop.orders.id")));
  }

  @Test
  void whatRefersToOthersIsErasedBeforeThem() {
    assertThat(names(graph(SHOP).erasing())).containsExactly("items", "orders", "users");
  }

  @Test
  void eraseAfterGoesBeforeTheReferences() {
    String shop =
        SHOP.replace(
            "- name: items\n", "- name: items\n  fides_meta: {erase_after: [shop.orders]}\n");

    assertThat(names(graph(shop).erasing())).containsExactly("orders", "items", "users");
  }

  @Test
  void aReferenceWithoutDirectionLeadsEitherWay() {
    String chats =
        """
        - name: chats
          fields:
            - {name: id}
            - name: ticket_id
              fides_meta: {references: [{dataset: shop, field: tickets.id}]}
        - name: tickets
          yinhu: {subject: user_id}
          fields:
            - {name: id}
            - {name: user_id}
        - name: devices
          yinhu: {subject: user_id}
          fields:
            - {name: user_id}
            - name: place_id
              fides_meta: {references: [{dataset: shop, field: places.id}]}
        - name: places
          fields:
            - {name: id}
        """;
    DataGraph graph = graph(chats);

    assertThat(names(graph.reading())).containsExactly("tickets", "chats", "devices", "places");
    assertThat(names(graph.erasing()).indexOf("chats"))
        .isLessThan(names(graph.erasing()).indexOf("tickets"));
    assertThat(graph.node(new CollectionName("shop", "places")).orElseThrow().reaches())
        .containsExactly(
            new Reach.ByReference(
                FieldRef.parse("shop.places.id"), FieldRef.parse("shop.devices.place_id")));
  }

  @Test
  void aCollectionThatNothingLeadsToIsAnErrorAtItsLine() {
    String lost = SHOP.replace("direction: from", "direction: to");

    assertThat(problems(lost))
        .singleElement()
        .asString()
        .startsWith("5 collection-unreachable")
        .contains("'shop.items'", "yinhu.subject", "skip_processing");
  }

  @Test
  void whatIsSkippedOrHoldsNothingPersonalIsNotWanted() {
    String skipped =
        SHOP.replace("- name: items\n", "- name: items\n  fides_meta: {skip_processing: true}\n");
    String other =
        SHOP
            + """
            - name: cities
              data_categories: [system.operations]
              fields:
                - {name: id}
            """;

    assertThat(names(graph(skipped).reading())).containsExactly("users", "orders");
    assertThat(names(graph(other).reading())).doesNotContain("cities");
  }

  @Test
  void anIdentityThatTwoCollectionsHoldLeadsFromOneToTheOther() {
    String crm =
        """
        - name: contacts
          fields:
            - {name: mail, fides_meta: {identity: email}}
        - name: users
          yinhu: {subject: id}
          fields:
            - {name: id}
            - {name: email, fides_meta: {identity: email}}
        """;
    DataGraph graph = graph(crm);

    assertThat(names(graph.reading())).containsExactly("users", "contacts");
    assertThat(graph.node(new CollectionName("shop", "contacts")).orElseThrow().reaches())
        .containsExactly(
            new Reach.ByReference(
                FieldRef.parse("shop.contacts.mail"), FieldRef.parse("shop.users.email")));
  }

  @Test
  void aManifestThatKnowsNobodysIdIsToldOfOnce() {
    assertThat(problems("- name: a\n  fields: [{name: x}]\n- name: b\n  fields: [{name: y}]\n"))
        .isEmpty();
    assertThat(
            read("- name: a\n  fields: [{name: x}]\n- name: b\n  fields: [{name: y}]\n").problems())
        .extracting(p -> p.line() + " " + p.code().wire())
        .containsExactly("5 no-person-id");
  }

  @Test
  void collectionsThatWaitForEachOtherAreAnError() {
    String circle =
        """
        - name: one
          yinhu: {subject: id}
          fides_meta: {erase_after: [shop.two]}
          fields: [{name: id}]
        - name: two
          yinhu: {subject: id}
          fides_meta: {erase_after: [shop.one]}
          fields: [{name: id}]
        """;

    assertThat(problems(circle))
        .singleElement()
        .asString()
        .contains("collection-circle", "erase", "shop.one → shop.two → shop.one");
  }

  @Test
  void aCollectionThatRefersToItselfIsNoCircle() {
    String tree =
        """
        - name: users
          yinhu: {subject: id}
          fields:
            - {name: id}
            - name: invited_by
              fides_meta: {references: [{dataset: shop, field: users.id, direction: from}]}
        """;

    assertThat(names(graph(tree).erasing())).containsExactly("users");
  }

  @Test
  void aPlatformIdMarkedAsIdentityIsEnough() {
    String marked =
        """
        - name: users
          fields:
            - {name: id, fides_meta: {identity: user_id}}
        """;

    assertThat(graph(marked).reading()).hasSize(1);
  }

  @Test
  void aLongChainAndManyDiamondsAreDerivedQuickly() {
    StringBuilder yaml =
        new StringBuilder("- name: c0\n  yinhu: {subject: id}\n  fields: [{name: id}]\n");
    for (int i = 1; i < 300; i++) {
      yaml.append("- name: c%d\n  fields:\n    - {name: id}\n".formatted(i));
      for (int back = 1; back <= Math.min(2, i); back++) {
        yaml.append(
            "    - {name: up%d, fides_meta: {references: [{dataset: shop, field: c%d.id, direction: from}]}}\n"
                .formatted(back, i - back));
      }
    }
    DataGraph graph = graph(yaml.toString());

    assertThat(graph.problems()).isEmpty();
    assertThat(graph.erasing()).hasSize(300);
    assertThat(names(graph.reading())).startsWith("c0").endsWith("c299");
    assertThat(names(graph.erasing())).startsWith("c299").endsWith("c0");
  }

  @Test
  void aChainOfTenThousandCollectionsUsesUpNoStack() {
    StringBuilder yaml =
        new StringBuilder("- name: c0\n  yinhu: {subject: id}\n  fields: [{name: id}]\n");
    for (int i = 1; i < 10_000; i++) {
      yaml.append(
          "- name: c%d\n  fields: [{name: id}, {name: up, fides_meta: {references: [{dataset: shop, field: c%d.id}]}}]\n"
              .formatted(i, i - 1));
    }
    DataGraph graph = graph(yaml.toString());

    assertThat(names(graph.erasing())).startsWith("c9999", "c9998").endsWith("c0");
  }
}
