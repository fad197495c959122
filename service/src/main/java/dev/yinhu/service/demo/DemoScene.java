package dev.yinhu.service.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Register;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the steps work on: the running service, the shop's database, and what happened so far. */
final class DemoScene {
  static final String CUSTOMER = "u-1";
  private static final FieldRef PHONE = FieldRef.parse("shop.users.phone");

  private final DemoClient client;
  private final ShopStore shop;
  private final Register register;
  private final Supplier<Optional<ScanShot>> before;
  private final Supplier<ScanShot> scan;
  private final List<String> requests = new ArrayList<>();

  DemoScene(
      DemoClient client,
      ShopStore shop,
      Register register,
      Supplier<Optional<ScanShot>> before,
      Supplier<ScanShot> scan) {
    this.before = before;
    this.scan = scan;
    this.client = client;
    this.shop = shop;
    this.register = register;
  }

  DemoClient client() {
    return client;
  }

  ShopStore shop() {
    return shop;
  }

  Register register() {
    return register;
  }

  /** What a scan found before anything was protected; empty when none was made then. */
  Optional<ScanShot> scannedBefore() {
    return before.get();
  }

  /** Scans the shop's database and logs. */
  ScanShot scan() {
    return scan.get();
  }

  /** The ids of the requests that the steps have made, oldest first. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** The customer's phone number as the shop's database holds it. */
  String storedPhone() {
    return stored(CUSTOMER);
  }

  /** A customer's phone number as the shop's database holds it. */
  String stored(String customer) {
    return shop.cell(register.field(PHONE).orElseThrow(), customer).value();
  }

  /** Asks for a customer's phone number to deliver an order. */
  DemoClient.Reply reveal(String customer, String ciphertext) {
    ObjectNode body = DemoClient.object().put("purpose", "deliver-order").put("disclose", "clear");
    body.putArray("items")
        .addObject()
        .put("field", PHONE.text())
        .put("subject", customer)
        .put("ciphertext", ciphertext);
    return client.post("order-service", "/v1/decrypt", body);
  }

  /** Asks for the customer's phone number. */
  DemoClient.Reply reveal(String caller, String purpose, String disclose, String ciphertext) {
    ObjectNode body = DemoClient.object().put("purpose", purpose).put("disclose", disclose);
    body.putArray("items")
        .addObject()
        .put("field", PHONE.text())
        .put("subject", CUSTOMER)
        .put("ciphertext", ciphertext);
    DemoClient.Reply reply = client.post(caller, "/v1/decrypt", body);
    requests.add(reply.requestId());
    return reply;
  }

  /** The customers with that phone number, by the blind index that support-desk may ask for. */
  List<String> find(String phone) {
    ObjectNode body = DemoClient.object();
    body.putArray("items").addObject().put("field", PHONE.text()).put("value", phone);
    DemoClient.Reply reply = client.post("support-desk", "/v1/index", body);
    requests.add(reply.requestId());
    List<String> query = new ArrayList<>();
    reply.first().path("query").forEach(one -> query.add(one.asText()));
    return shop.findByIndex(PHONE, query);
  }
}
