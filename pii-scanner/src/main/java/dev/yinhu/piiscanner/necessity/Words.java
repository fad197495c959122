package dev.yinhu.piiscanner.necessity;

import dev.yinhu.piiscanner.yaml.YamlNode;
import dev.yinhu.register.Label;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What verdicts and reasons say to people, in two languages, and what a verdict costs in the score.
 *
 * @param verdicts by verdict, all of them
 * @param reasons by reason, all of them
 */
public record Words(Map<Verdict, Advice> verdicts, Map<Reason, Label> reasons) {
  /** Throws {@link IllegalArgumentException} when something has no words. */
  public Words {
    if (verdicts.size() != Verdict.values().length || reasons.size() != Reason.values().length) {
      throw new IllegalArgumentException("every verdict and every reason has words");
    }
    verdicts = Map.copyOf(verdicts);
    reasons = Map.copyOf(reasons);
  }

  /**
   * The words of a verdict.
   *
   * @param name a few words
   * @param action what to do
   * @param loses which part of its weight a holding of this verdict loses in the score, 0 to 1
   */
  public record Advice(Label name, Label action, double loses) {
    /** Checks the part. */
    public Advice {
      if (!(loses >= 0 && loses <= 1)) {
        throw new IllegalArgumentException("a verdict loses a part from 0 to 1");
      }
    }
  }

  /** The words that ship with us. */
  public static Words shipped() {
    return FactsFile.read("words.yaml", ShippedFacts.text("words.yaml"), Words::words).orThrow();
  }

  /** The words of the verdict. */
  public Advice of(Verdict verdict) {
    return Optional.ofNullable(verdicts.get(verdict)).orElseThrow();
  }

  /** The words of the reason. */
  public Label of(Reason reason) {
    return Optional.ofNullable(reasons.get(reason)).orElseThrow();
  }

  private static Words words(YamlNode root, FactsFile file) {
    Map<Verdict, Advice> verdicts = new EnumMap<>(Verdict.class);
    YamlNode written = root.mapping("verdicts").orElseThrow(Words::missing);
    for (Verdict verdict : Verdict.values()) {
      YamlNode node = written.mapping(verdict.wire()).orElseThrow(Words::missing);
      verdicts.put(
          verdict,
          new Advice(label(node, "name"), label(node, "action"), node.number("loses", Double.NaN)));
      node.refuseOthers();
    }
    written.refuseOthers();
    Map<Reason, Label> reasons = new EnumMap<>(Reason.class);
    YamlNode told = root.mapping("reasons").orElseThrow(Words::missing);
    for (Reason reason : Reason.values()) {
      reasons.put(reason, label(told, reason.wire()));
    }
    told.refuseOthers();
    return new Words(verdicts, reasons);
  }

  private static Label label(YamlNode node, String key) {
    YamlNode label = node.mapping(key).orElseThrow(Words::missing);
    Label read = new Label(label.required("zh").orElse(""), label.required("en").orElse(""));
    label.refuseOthers();
    return read;
  }

  private static IllegalArgumentException missing() {
    return new IllegalArgumentException("every verdict and every reason has words");
  }
}
