package dev.yinhu.subjectrights.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.CollectionName;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreviewTest {
  private ErasureRoom room;

  @BeforeEach
  void open() {
    room = new ErasureRoom();
  }

  @AfterEach
  void close() {
    room.close();
  }

  private static Preview.Collection.Counted of(Preview preview, String collection) {
    return preview.counted().stream()
        .filter(one -> one.name().equals(new CollectionName("shop", collection)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tellsForEachCollectionHowManyRowsGoAndWhatALawKeepsUntilWhen() {
    SubjectId anna = room.customer("anna");
    room.customer("bea");

    Preview preview = room.deletion(Duration.ZERO).preview(anna);

    assertThat(preview.failed()).isEmpty();
    assertThat(preview.counted())
        .extracting(one -> one.name().collection())
        .endsWith("users")
        .containsSubsequence("lines", "orders", "users");
    assertThat(preview.counted())
        .extracting(Preview.Collection.Counted::rows)
        .containsExactlyInAnyOrder(1L, 1L, 2L, 2L, 1L);
    Preview.Collection.Counted orders = of(preview, "orders");
    assertThat(orders.restricted()).isEqualTo(1);
    assertThat(orders.parts()).extracting(part -> part.tally().rows()).containsExactly(1L, 1L);
    Preview.Part young = orders.parts().getLast();
    assertThat(young.until()).contains(LocalDate.of(2028, 1, 6));
    assertThat(young.planned().fields().get(FieldRef.parse("shop.orders.consignee")))
        .isInstanceOfSatisfying(
            Fate.Restricted.class,
            kept -> assertThat(kept.rules().getFirst().article()).isEqualTo("第三十一条"));
    assertThat(young.planned().fields())
        .containsEntry(FieldRef.parse("shop.orders.note"), new Fate.Emptied())
        .containsEntry(FieldRef.parse("shop.orders.id"), new Fate.Key());
    assertThat(of(preview, "lines").restricted()).isZero();
    assertThat(of(preview, "reviews").plan().parts().getFirst().fields())
        .containsEntry(FieldRef.parse("shop.reviews.author"), new Fate.Anonymised())
        .containsEntry(FieldRef.parse("shop.reviews.stars"), new Fate.Untouched());
    assertThat(of(preview, "users").plan().parts().getFirst().fields())
        .as("a kept order refers to it")
        .containsEntry(FieldRef.parse("shop.users.id"), new Fate.Key())
        .containsEntry(FieldRef.parse("shop.users.phone"), new Fate.Emptied());
    assertThat(room.count("select count(*) from users")).isEqualTo(2);
  }

  @Test
  void whatCannotBeSeenIsToldAndIsNeverNothing() {
    SubjectId anna = room.customer("anna");
    room.execute("drop table lines");
    room.execute("alter table reviews drop column user_id");
    assertThat(room.deletion(Duration.ZERO).preview(anna).failed())
        .extracting(one -> one.name().collection() + " " + one.code())
        .containsExactlyInAnyOrder("lines no-table", "reviews no-column");

    room.connectors = Map.of("shop", room.connector("jdbc:postgresql://127.0.0.1:1/shop"));
    assertThat(room.deletion(Duration.ZERO).preview(anna).failed())
        .extracting(Preview.Collection.Failed::code)
        .hasSize(5)
        .containsOnly("store-away");

    room.connectors = Map.of();
    assertThat(room.deletion(Duration.ZERO).preview(anna).failed())
        .extracting(Preview.Collection.Failed::code)
        .hasSize(5)
        .containsOnly("no-connector");
  }

  @Test
  void somebodyWithoutRowsHasNoneAndNothingIsKeptOfThem() {
    Preview preview = room.deletion(Duration.ZERO).preview(new SubjectId("nobody"));

    assertThat(preview.counted()).hasSize(5).allMatch(one -> one.rows() == 0);
    assertThat(preview.counted())
        .extracting(Preview.Collection.Counted::next)
        .containsOnly(Optional.empty());
  }
}
