package dev.yinhu.service.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.demo.DemoStep.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A drill: a support agent copies customers who do not exist, and the autopilot answers. */
final class DrillStep {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int SPEED = 900;

  private DrillStep() {}

  static Outcome show(DemoScene scene) {
    DemoClient client = scene.client();
    var body =
        DemoClient.object()
            .put("scenario", "staff-leak")
            .put("speed", SPEED)
            .put("autopilot", true);
    long number = client.post("dpo", "/v1/drills", body).json().path("number").asLong();
    JsonNode whole = awaited(client, "/v1/drills/" + number);
    JsonNode score = whole.path("score");
    List<String> lines = new ArrayList<>();
    score
        .path("lines")
        .forEach(line ->
            lines.add(
                "%s %d/%d"
                    .formatted(
                        line.path("item").asText(),
                        line.path("points").asInt(),
                        line.path("of").asInt())));
    int points = score.path("points").asInt();
    String incident = whole.at("/drill/incident").asText();
    return new Outcome(
        whole.at("/drill/state").asText().equals("done") && points == score.path("of").asInt(100),
        "演练“客服批量外传”（900 倍速）：%s，得分 %d/100：%s · a drill at 900 times the clock, scored"
            .formatted(incident, points, String.join("，", lines)),
        Map.of("incident", incident, "points", points));
  }

  private static JsonNode awaited(DemoClient client, String at) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      JsonNode whole = client.get("dpo", at).json();
      if (!whole.at("/drill/state").asText().equals("running") || System.nanoTime() > end) {
        return whole;
      }
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DemoException("interrupted while a drill was played", e);
      }
    }
  }
}
