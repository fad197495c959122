package dev.yinhu.service.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.service.demo.DemoStep.Outcome;
import dev.yinhu.subjectrights.certificate.CertificateCheck;
import dev.yinhu.subjectrights.certificate.CertificateCheck.Verdict;
import java.util.List;
import java.util.Map;

/**
 * Deletes a customer in two stores: asked for by the shop's service, proven by staff, done leaf to
 * root, and certified. What a law keeps stays, under a key of its own.
 */
final class DeleteStep {
  private DeleteStep() {}

  static Outcome show(DemoScene scene) {
    String customer = scene.shop().customerToDelete();
    String ciphertext = scene.stored(customer);
    String at = DemoRequests.asked(scene.client(), "delete", customer);
    JsonNode preview = scene.client().get("dpo", at + "/preview").json();
    scene.client().post("dpo", at + "/verify", DemoClient.object());
    String state = DemoRequests.awaited(scene.client(), at);
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

  private static Verdict verdict(DemoClient client, String at) {
    List<NoteKey> issuer =
        client.getOpen("/v1/certificate-key").text().lines().map(NoteKey::parse).toList();
    List<NoteKey> log =
        client.getOpen("/audit/log/vkey").text().lines().map(NoteKey::parse).toList();
    return new CertificateCheck(issuer, log)
        .check(client.get("auditor", at + "/certificate").text());
  }
}
