package dev.yinhu.service.faults;

import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;

/** One phone number after another, sealed and revealed as the shop's order service does. */
final class Phones {
  static final String FIELD = "shop.users.phone";

  private final LiveService service;

  Phones(LiveService service) {
    this.service = service;
  }

  Reply seal(String subject, String value) {
    return service.post(
        "order-service",
        "/v1/encrypt",
        "{\"items\":[{\"field\":\"%s\",\"subject\":\"%s\",\"value\":\"%s\"}]}"
            .formatted(FIELD, subject, value));
  }

  Reply reveal(String subject, String ciphertext) {
    return service.reveal("order-service", "deliver-order", "clear", FIELD, subject, ciphertext);
  }

  Reply mask(String value) {
    return service.post(
        "order-service",
        "/v1/mask",
        "{\"items\":[{\"field\":\"%s\",\"value\":\"%s\"}]}".formatted(FIELD, value));
  }
}
