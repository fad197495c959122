package dev.yinhu.service.demo;

import java.util.Map;

/** One thing that the demo shows, and checks. */
interface DemoStep {
  /**
   * What came of it.
   *
   * @param ok whether it gave what it should
   * @param told one line for people, Chinese and English
   * @param facts further members of the step's JSON line
   */
  record Outcome(boolean ok, String told, Map<String, Object> facts) {
    public Outcome {
      facts = Map.copyOf(facts);
    }
  }

  /** The step's stable name in the JSON lines. */
  String name();

  /** Shows it on the running service. */
  Outcome run(DemoScene scene);
}
