package dev.yinhu.piiscanner.report.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.necessity.Amount;
import dev.yinhu.piiscanner.necessity.Form;
import dev.yinhu.piiscanner.necessity.HeldAt;
import dev.yinhu.piiscanner.necessity.Holding;
import dev.yinhu.piiscanner.necessity.Holdings;
import dev.yinhu.piiscanner.necessity.Inventory;
import dev.yinhu.piiscanner.necessity.Looked;
import dev.yinhu.piiscanner.necessity.NecessityException;
import dev.yinhu.piiscanner.necessity.Reach;
import dev.yinhu.piiscanner.necessity.Scope;
import dev.yinhu.piiscanner.necessity.Unread;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class InventoryJsonTest {
  private static final HeldAt PHONE = HeldAt.field("shop", "users", "phone");

  private static final Inventory INVENTORY =
      new Inventory(
          Holdings.AT,
          List.of(
              new Looked(Scope.store("shop"), Reach.SAMPLED),
              new Looked(Scope.collection("shop", "users"), Reach.FULL)),
          List.of(new Unread(Scope.of(PHONE), "cut")),
          List.of(
              Holding.plaintext(PHONE, new PiiType("CN_MOBILE"), Amount.sampled(3, 10, 100)),
              Holding.ciphertext(PHONE, Amount.full(60, 100)),
              new Holding(
                  HeldAt.whole("files", "a/b.log"),
                  Optional.of(new PiiType("SECRET")),
                  Form.LOOKS_PROTECTED,
                  new Amount(1, 2, OptionalLong.empty(), Reach.CHANGED))));

  private static byte[] report(Inventory inventory) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonMapper.builder().build().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeArrayFieldStart("findings");
      json.writeStartObject();
      json.writeStringField(InventoryJson.FIELD, "not this one");
      json.writeEndObject();
      json.writeEndArray();
      json.writeFieldName(InventoryJson.FIELD);
      InventoryJson.write(inventory, json);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static Inventory read(String text) throws IOException {
    return InventoryJson.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void whatWasWrittenIsReadAgainOutOfTheWholeReport() throws IOException {
    assertThat(InventoryJson.read(new ByteArrayInputStream(report(INVENTORY))))
        .isEqualTo(INVENTORY);
  }

  @Test
  void whatIsNoReportIsRefusedWithoutRepeatingIt() throws IOException {
    String good = new String(report(INVENTORY), StandardCharsets.UTF_8);
    for (String text :
        List.of(
            "",
            "13912345678",
            "{}",
            "[1]",
            "{\"inventory\":13912345678}",
            "{\"inventory\":{\"version\":2}}",
            good.substring(0, good.length() / 2),
            good.replace("\"sampled\"", "\"13912345678\""),
            good.replace("\"found\":3", "\"found\":30"),
            good.replace("2026-06-01T", "13912345678"))) {
      assertThatThrownBy(() -> read(text))
          .as(text)
          .isInstanceOf(NecessityException.class)
          .hasMessageNotContaining("13912345678");
    }
  }
}
