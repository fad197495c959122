package dev.yinhu.subjectrights.connect;

import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.Suite;
import dev.yinhu.register.graph.CollectionName;
import dev.yinhu.register.graph.DataGraph;
import dev.yinhu.register.graph.Node;
import dev.yinhu.register.reading.RegisterReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;

/** A shop whose order lines belong to a person only through their orders. */
final class ShopGraph {
  private static final String REGISTER =
      """
      dataset:
        - fides_key: shop
          data_categories: [user.transaction]
          collections:
            - name: users
              yinhu: {subject: id}
              fields:
                - {name: id, fides_meta: {primary_key: true}}
                - {name: phone}
                - {name: note}
            - name: orders
              yinhu: {subject: user_id}
              fields:
                - {name: id, fides_meta: {primary_key: true}}
                - name: user_id
                  fides_meta: {references: [{dataset: shop, field: users.id, direction: from}]}
                - {name: amount}
            - name: lines
              fields:
                - name: order_id
                  fides_meta: {references: [{dataset: shop, field: orders.id, direction: from}]}
                - {name: title}
            - name: members
              yinhu: {subject: number}
              fields:
                - {name: number}
                - {name: card}
            - name: missing
              yinhu: {subject: user_id}
              fields: [{name: user_id}]
      """;

  static final DataGraph GRAPH =
      DataGraph.of(
          new RegisterReader(
                  EnumSet.allOf(Suite.class),
                  InstantSource.fixed(Instant.parse("2026-06-01T04:00:00Z")))
              .read(List.of(new RegisterSource("shop.yaml", REGISTER)))
              .register()
              .orElseThrow()
              .datasets());

  private ShopGraph() {}

  static Node node(String collection) {
    return GRAPH.node(new CollectionName("shop", collection)).orElseThrow();
  }
}
