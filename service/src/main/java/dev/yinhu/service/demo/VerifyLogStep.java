package dev.yinhu.service.demo;

import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.verify.HttpSource;
import dev.yinhu.accessaudit.verify.Trust;
import dev.yinhu.accessaudit.verify.Verdict;
import dev.yinhu.accessaudit.verify.Verifier;
import dev.yinhu.service.demo.DemoStep.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies the published log as the auditor would from another machine: everything it has is
 * fetched and hashed again. Only the key it takes from the service itself, as there is no other
 * place in a demo.
 */
final class VerifyLogStep {
  private VerifyLogStep() {}

  static Outcome show(DemoScene scene) {
    DemoClient client = scene.client();
    List<NoteKey> keys =
        client.getOpen("/audit/log/vkey").text().lines().map(NoteKey::parse).toList();
    Verdict verdict = verdict(client, Trust.ofKeys(keys));
    return new Outcome(
        verdict.clean() && verdict.entries() > 0,
        "经 HTTP 验证审计日志：%s，%,d 条 · the log, fetched and verified by its tiles: %s, %,d entries"
            .formatted(
                verdict.clean() ? "一致" : "不一致",
                verdict.entries(),
                verdict.result(),
                verdict.entries()),
        Map.of(
            "result",
            verdict.result(),
            "entries",
            verdict.entries(),
            "signed",
            verdict.signed(),
            "tampered",
            verdict.tampered(),
            "unverifiable",
            verdict.unverifiable()));
  }

  private static Verdict verdict(DemoClient client, Trust trust) {
    var token = Optional.of(client.token("auditor"));
    try (var source = new HttpSource(client.uri("/audit/log"), token)) {
      return Verifier.verify(source, trust);
    }
  }
}
