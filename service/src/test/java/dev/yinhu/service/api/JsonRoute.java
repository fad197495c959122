package dev.yinhu.service.api;

import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;

/** The routes that take a personal value, token or ciphertext in JSON, each with a good body. */
enum JsonRoute {
  ENCRYPT("order-service", "/v1/encrypt", "{\"items\":[{%s,\"subject\":\"%s\",\"value\":\"%s\"}]}"),
  DECRYPT(
      "order-service",
      "/v1/decrypt",
      "{\"purpose\":\"deliver-order\","
          + "\"items\":[{%s,\"subject\":\"%s\",\"ciphertext\":\"%s\"}]}"),
  REWRAP(
      "order-service", "/v1/rewrap", "{\"items\":[{%s,\"subject\":\"%s\",\"ciphertext\":\"%s\"}]}"),
  MASK("order-service", "/v1/mask", "{\"items\":[{%s,\"subject\":\"%s\",\"value\":\"%s\"}]}"),
  INDEX("order-service", "/v1/index", "{\"items\":[{%s,\"subject\":\"%s\",\"value\":\"%s\"}]}"),
  TOKENIZE(
      "order-service", "/v1/tokenize", "{\"items\":[{%s,\"subject\":\"%s\",\"value\":\"%s\"}]}"),
  DETOKENIZE(
      "order-service",
      "/v1/detokenize",
      "{\"purpose\":\"deliver-order\"," + "\"items\":[{%s,\"subject\":\"%s\",\"token\":\"%s\"}]}"),
  CHECK_TOKEN(
      "order-service",
      "/v1/tokenize/check",
      "{\"items\":[{%s,\"reference\":\"%s\",\"token\":\"%s\"}]}"),
  CANARIES(
      "dpo",
      "/v1/canaries",
      "{\"items\":[{%s,\"count\":0,\"subject_pattern\":\"%s\",\"value\":\"%s\"}]}");

  static final String PHONE = "shop.users.phone";

  private final String caller;
  private final String path;
  private final String body;

  JsonRoute(String caller, String path, String body) {
    this.caller = caller;
    this.path = path;
    this.body = body;
  }

  String caller() {
    return caller;
  }

  String path() {
    return path;
  }

  /** A body that asks for one phone number. */
  String body(String subject, String value) {
    return body(PHONE, subject, value);
  }

  /** A body that asks for one value of a field. */
  String body(String field, String subject, String value) {
    return body.formatted("\"field\":\"" + field + "\"", subject, value);
  }

  Reply post(LiveService service, String sent) {
    return service.post(caller, path, sent);
  }
}
