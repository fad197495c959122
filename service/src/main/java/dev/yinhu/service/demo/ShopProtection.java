package dev.yinhu.service.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.yinhu.register.DeclaredField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Protects the shop's personal columns in place: which ones, and whose the values are, says the
 * register; the ciphertexts come from the service's own API.
 */
final class ShopProtection {
  private static final int BATCH = 1_000;
  private static final String CALLER = "order-service";
  private static final String PURPOSE = "deliver-order";

  private final DemoScene scene;
  private final DemoScreen screen;

  ShopProtection(DemoScene scene, DemoScreen screen) {
    this.scene = scene;
    this.screen = screen;
  }

  /** Whether anything is in clear. */
  boolean isWanted() {
    return protectedFields().stream().anyMatch(field -> scene.shop().unprotected(field) > 0);
  }

  private List<DeclaredField> protectedFields() {
    return scene.register().fields().stream()
        .filter(field -> field.protection().isPresent())
        .toList();
  }

  /** Protects all that is in clear, indexes all that is not; gives how many were in clear. */
  long run() {
    List<DeclaredField> fields = protectedFields();
    long total = fields.stream().mapToLong(scene.shop()::unprotected).sum();
    try (DemoScreen.Progress progress = screen.progress("加密 · protecting", total)) {
      fields.forEach(field -> protect(field, progress));
    }
    fields.stream().filter(DeclaredField::isIndexed).forEach(this::index);
    return total;
  }

  /** What an older release protected without an index gets one by way of its value. */
  private void index(DeclaredField field) {
    columns(field).forEach((column, answer) -> index(field, column, answer));
  }

  /** Where the answer of {@code POST /v1/index} has what stands in each column of an index. */
  private static Map<String, String> columns(DeclaredField field) {
    Map<String, String> columns = new LinkedHashMap<>();
    if (field.isIndexed()) {
      columns.put(field.ref().field() + "_index", "/index");
      field
          .protection()
          .ifPresent(known ->
              known
                  .partIndexes()
                  .keySet()
                  .forEach(part ->
                      columns.put(field.ref().field() + "_" + part, "/parts/" + part + "/index")));
    }
    return columns;
  }

  private void index(DeclaredField field, String column, String answer) {
    List<ShopStore.Cell> cells = scene.shop().nextUnindexed(field, column, BATCH);
    while (!cells.isEmpty()) {
      List<String> values = ask("/v1/decrypt", "ciphertext", "/value", field, cells);
      List<ShopStore.Cell> opened = new ArrayList<>(cells.size());
      for (int i = 0; i < cells.size(); i++) {
        opened.add(new ShopStore.Cell(cells.get(i).rowId(), cells.get(i).subject(), values.get(i)));
      }
      scene
          .shop()
          .storeIndexes(
              field.ref(), column, cells, ask("/v1/index", "value", answer, field, opened));
      cells = scene.shop().nextUnindexed(field, column, BATCH);
    }
  }

  private void protect(DeclaredField field, DemoScreen.Progress progress) {
    List<ShopStore.Cell> cells = scene.shop().nextUnprotected(field, BATCH);
    while (!cells.isEmpty()) {
      List<ShopStore.Cell> plain = cells;
      List<String> ciphertexts = ask("/v1/encrypt", "value", "/ciphertext", field, plain);
      // Before the value is gone: who is stopped here finds it in clear and does both again.
      columns(field)
          .forEach((column, answer) ->
              scene
                  .shop()
                  .storeIndexes(
                      field.ref(), column, plain, ask("/v1/index", "value", answer, field, plain)));
      scene.shop().replace(field.ref(), plain, ciphertexts);
      progress.advance(plain.size());
      cells = scene.shop().nextUnprotected(field, BATCH);
    }
  }

  private List<String> ask(
      String path, String sent, String answer, DeclaredField field, List<ShopStore.Cell> cells) {
    ObjectNode body = DemoClient.object();
    if (path.equals("/v1/decrypt")) {
      body.put("purpose", PURPOSE);
    }
    ArrayNode items = body.putArray("items");
    for (ShopStore.Cell cell : cells) {
      items
          .addObject()
          .put("field", field.ref().text())
          .put("subject", cell.subject())
          .put(sent, cell.value());
    }
    DemoClient.Reply reply = scene.client().post(CALLER, path, body);
    List<String> answers = new ArrayList<>(cells.size());
    for (JsonNode result : reply.json().path("results")) {
      answers.add(result.at(answer).asText(""));
    }
    if (answers.size() != cells.size() || answers.contains("")) {
      throw new DemoException(
          "the service did not give every %s of %d values of %s (status %d)"
              .formatted(answer.substring(1), cells.size(), field.ref().text(), reply.status()));
    }
    return answers;
  }
}
