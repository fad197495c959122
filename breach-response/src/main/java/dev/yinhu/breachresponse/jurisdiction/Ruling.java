package dev.yinhu.breachresponse.jurisdiction;

import dev.yinhu.accessaudit.Reason;
import java.util.regex.Pattern;

/** What somebody wants to decide about a duty. */
public sealed interface Ruling {
  /** Why, in words that name nobody. */
  Reason reason();

  /** They are told. */
  record Tell(Reason reason) implements Ruling {}

  /**
   * They are not told. Counts only after another person approved.
   *
   * @param ground the code of a ground that the law knows for this duty
   * @param evidence the number or hash of what proves it: 1 to 200 of letters, digits and {@code .
   *     _ : + / = -}
   */
  record DoNotTell(String ground, Reason reason, String evidence) implements Ruling {
    private static final Pattern EVIDENCE = Pattern.compile("[A-Za-z0-9._:+/=-]{1,200}");

    /** Checks the form of the evidence. */
    public DoNotTell {
      if (!EVIDENCE.matcher(evidence).matches()) {
        throw new IllegalArgumentException("evidence is given by its number or hash");
      }
    }
  }
}
