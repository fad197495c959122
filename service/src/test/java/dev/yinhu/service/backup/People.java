package dev.yinhu.service.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.util.ArrayList;
import java.util.List;

/** Phones of some people as a running service encrypted them. */
record People(List<String> ciphertexts) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FIELD = "shop.users.phone";

  static People encrypt(LiveService service, int count) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode items = body.putArray("items");
    for (int i = 0; i < count; i++) {
      items.addObject().put("field", FIELD).put("subject", id(i)).put("value", phone(i));
    }
    Reply reply = service.post("order-service", "/v1/encrypt", body.toString());
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return new People(reply.results());
  }

  static String id(int number) {
    return "u-" + number;
  }

  static String phone(int number) {
    return "138%08d".formatted(number);
  }

  /** What decrypting each of them gives: the phone, or an error code in brackets. */
  List<String> decrypt(LiveService service) {
    ObjectNode body = JSON.createObjectNode().put("purpose", "deliver-order");
    ArrayNode items = body.putArray("items");
    for (int i = 0; i < ciphertexts.size(); i++) {
      items
          .addObject()
          .put("field", FIELD)
          .put("subject", id(i))
          .put("ciphertext", ciphertexts.get(i));
    }
    return service.post("order-service", "/v1/decrypt", body.toString()).results();
  }

  /** All phones, those of the erased ones as the error code. */
  List<String> butErased(Integer... erased) {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < ciphertexts.size(); i++) {
      expected.add(List.of(erased).contains(i) ? "[subject-erased]" : phone(i));
    }
    return expected;
  }
}
