package dev.yinhu.service.demo;

import dev.yinhu.service.demo.DemoStep.Outcome;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The walk, in order. A new capability adds its step here. */
final class DemoSteps {
  private record Named(String name, Function<DemoScene, Outcome> action) implements DemoStep {
    @Override
    public Outcome run(DemoScene scene) {
      return action.apply(scene);
    }
  }

  private DemoSteps() {}

  static List<DemoStep> all() {
    return List.of(
        new Named("reveal-allowed", DemoSteps::revealAllowed),
        new Named("reveal-refused", DemoSteps::revealRefused),
        new Named("reveal-masked", DemoSteps::revealMasked),
        new Named("tampered", DemoSteps::tampered),
        new Named("search", DemoSteps::search),
        new Named("audit", AuditStep::show),
        new Named("verify-log", VerifyLogStep::show),
        new Named("scan", ScanStep::show),
        new Named("copy", CopyStep::show),
        new Named("delete", DeleteStep::show),
        new Named("drill", DrillStep::show));
  }

  private static Outcome revealAllowed(DemoScene scene) {
    DemoClient.Reply reply =
        scene.reveal("order-service", "deliver-order", "clear", scene.storedPhone());
    String phone = reply.first().path("value").asText("");
    return new Outcome(
        reply.status() == 200 && phone.matches("1[0-9]{10}"),
        "order-service 为履行订单查看手机号：%s · sees the phone number to deliver an order".formatted(phone),
        Map.of("status", reply.status(), "value", phone));
  }

  private static Outcome revealRefused(DemoScene scene) {
    DemoClient.Reply reply =
        scene.reveal("marketing-job", "marketing", "clear", scene.storedPhone());
    return new Outcome(
        reply.refusal().equals("not-permitted"),
        "marketing-job 为营销查看手机号：拒绝（%s）· is refused: the register does not give it"
            .formatted(reply.refusal()),
        Map.of("status", reply.status(), "code", reply.refusal()));
  }

  private static Outcome revealMasked(DemoScene scene) {
    DemoClient.Reply reply =
        scene.reveal("support-desk", "customer-support", "masked", scene.storedPhone());
    String masked = reply.first().path("value").asText("");
    return new Outcome(
        reply.status() == 200 && masked.matches("1[0-9]{2}\\*{4}[0-9]{4}"),
        "support-desk 为客户服务只见掩码：%s · sees it masked for customer support".formatted(masked),
        Map.of("status", reply.status(), "value", masked));
  }

  private static Outcome tampered(DemoScene scene) {
    String stored = scene.storedPhone();
    int at = stored.length() - 8;
    char other = stored.charAt(at) == 'A' ? 'B' : 'A';
    String changed = stored.substring(0, at) + other + stored.substring(at + 1);
    DemoClient.Reply reply = scene.reveal("order-service", "deliver-order", "clear", changed);
    return new Outcome(
        reply.status() == 200 && reply.refusal().equals("not-authentic"),
        "密文改动一个字符：拒绝（%s）· one changed character is noticed".formatted(reply.refusal()),
        Map.of("status", reply.status(), "code", reply.refusal()));
  }

  /** The number is asked for as a caller would say it; the shop's table holds no number at all. */
  private static Outcome search(DemoScene scene) {
    String phone =
        scene
            .reveal("order-service", "deliver-order", "clear", scene.storedPhone())
            .first()
            .path("value")
            .asText("");
    String spoken = "+86 " + phone.replaceFirst("(...)(....)(.*)", "$1 $2 $3");
    List<String> found = scene.find(spoken);
    return new Outcome(
        found.equals(List.of(DemoScene.CUSTOMER)),
        "support-desk 按手机号 %s 在商城自己的表里找到 %s，表里没有明文 · finds the customer through the blind index"
            .formatted(spoken, found),
        Map.of("found", found.size()));
  }
}
