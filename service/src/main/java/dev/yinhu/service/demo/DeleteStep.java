package dev.yinhu.service.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.service.demo.DemoStep.Outcome;
import dev.yinhu.subjectrights.certificate.CertificateCheck;
import dev.yinhu.subjectrights.certificate.CertificateCheck.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Deletes a customer in two stores: asked for by the shop's service, proven by staff, done leaf to
 * root, and certified. What a law keeps stays, under a key of its own.
 */
final class DeleteStep {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Set<String> ENDS =
      Set.of("completed", "needs-human", "refused", "cancelled", "expired", "deferred");

  private DeleteStep() {}

  static Outcome show(DemoScene scene) {
    String customer = scene.shop().customerToDelete();
    String ciphertext = scene.stored(customer);
    String at = asked(scene.client(), customer);
    JsonNode preview = scene.client().get("dpo", at + "/preview").json();
    scene.client().post("dpo", at + "/verify", DemoClient.object());
    String state = awaited(scene.client(), at);
    Verdict verdict = verdict(scene.client(), at);
    String refusal = scene.reveal(customer, ciphertext).refusal();
    boolean ok =
        state.equals("completed")
            && preview.path("complete").asBoolean()
            && verdict instanceof Verdict.Genuine
            && refusal.equals("subject-erased");
    return new Outcome(
        ok,
        ("删除一位顾客：两处存储共 %d 行，其中 %d 行依法保留；证书离线验证：%s；此后解密：%s · one customer deleted from"
                + " two stores: %d rows, of %d a law keeps something; certificate verified offline;"
                + " afterwards decrypting answers %s")
            .formatted(
                preview.path("rows").asLong(),
                preview.path("restricted").asLong(),
                verdict instanceof Verdict.Genuine ? "真实" : "不真实",
                refusal,
                preview.path("rows").asLong(),
                preview.path("restricted").asLong(),
                refusal),
        Map.of(
            "state",
            state,
            "rows",
            preview.path("rows").asLong(),
            "restricted",
            preview.path("restricted").asLong(),
            "certificate",
            verdict instanceof Verdict.Genuine ? "genuine" : "refused",
            "code",
            refusal));
  }

  /** The address of the request. */
  private static String asked(DemoClient client, String customer) {
    ObjectNode body = DemoClient.object().put("type", "delete").put("subject", customer);
    DemoClient.Reply reply = client.post("order-service", "/v1/requests", body);
    if (reply.status() != 202) {
      throw new DemoException("the request was not taken in (status %d)".formatted(reply.status()));
    }
    return "/v1/requests/" + reply.json().path("id").asText();
  }

  private static String awaited(DemoClient client, String at) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      String state = client.get("dpo", at).json().path("state").asText();
      if (ENDS.contains(state) || System.nanoTime() > end) {
        return state;
      }
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DemoException("interrupted while a customer was deleted", e);
      }
    }
  }

  private static Verdict verdict(DemoClient client, String at) {
    NoteKey issuer = NoteKey.parse(client.getOpen("/v1/certificate-key").text().strip());
    List<NoteKey> log =
        client.getOpen("/audit/log/vkey").text().lines().map(NoteKey::parse).toList();
    return new CertificateCheck(issuer, log)
        .check(client.get("auditor", at + "/certificate").text());
  }
}
