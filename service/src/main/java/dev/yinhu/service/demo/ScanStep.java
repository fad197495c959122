package dev.yinhu.service.demo;

import dev.yinhu.service.demo.DemoStep.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Scans the shop again and shows what is left of what anybody could read before. */
final class ScanStep {
  private ScanStep() {}

  static Outcome show(DemoScene scene) {
    Optional<ScanShot> before = scene.scannedBefore();
    ScanShot after = scene.scan();
    boolean dropped = before.isEmpty() || after.readable() < before.get().readable();
    return new Outcome(
        after.toBeEncrypted() == 0 && after.logged() == 0 && dropped,
        told(before, after),
        facts(before, after));
  }

  private static String told(Optional<ScanShot> before, ScanShot after) {
    String first = before.map(shot -> "%,d".formatted(shot.readable())).orElse("?");
    String logged = before.map(shot -> "%,d".formatted(shot.logged())).orElse("?");
    String undeclared =
        after.undeclared().isEmpty() ? "无 none" : String.join(", ", after.undeclared());
    return ("扫描商城库：可读的个人信息 %s → %,d 处，日志 %s → %,d 处；未登记的列：%s"
            + " · readable values in the database and its logs before → after; undeclared columns;"
            + " what is left: %s")
        .formatted(
            first, after.readable(), logged, after.logged(), undeclared, left(after.judged()));
  }

  private static String left(Map<String, Long> judged) {
    StringBuilder left = new StringBuilder();
    judged.forEach((verdict, values) ->
        left.append(left.isEmpty() ? "" : ", ").append("%s %,d".formatted(verdict, values)));
    return left.toString();
  }

  private static Map<String, Object> facts(Optional<ScanShot> before, ScanShot after) {
    Map<String, Object> facts = new LinkedHashMap<>();
    before.ifPresent(shot -> {
      facts.put("before", shot.readable());
      facts.put("logs_before", shot.logged());
    });
    facts.put("after", after.readable());
    facts.put("logs_after", after.logged());
    facts.put("undeclared", after.undeclared());
    facts.put("left", after.judged());
    return facts;
  }
}
