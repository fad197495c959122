package dev.yinhu.service.api;

import dev.yinhu.breachresponse.drill.Drill;
import dev.yinhu.service.http.InvalidMember;
import org.jspecify.annotations.Nullable;

/** Which drill is wanted. */
record DrillBody(String scenario, @Nullable Integer speed, @Nullable Boolean autopilot) {
  DrillBody {
    var _ = InvalidMember.required(scenario, "scenario");
    if (speed != null && (speed < 1 || speed > Drill.FASTEST)) {
      throw new InvalidMember("speed", "1 to " + Drill.FASTEST);
    }
  }

  /** As fast as the clock unless somebody says otherwise. */
  int pace() {
    return speed == null ? 1 : speed;
  }

  boolean pilot() {
    return autopilot != null && autopilot;
  }
}
