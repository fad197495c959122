package dev.yinhu.breachresponse.incident;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.signal.SignalRule;
import dev.yinhu.breachresponse.ActRefused;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a corrective action may have changed: {@code register 12}, a version of the register; {@code
 * rule bulk-reading}, a rule over the access log; or anything else, such as a ticket. Immutable.
 *
 * @param register whether there is such a version; may block
 */
public record KnownChanges(LongPredicate register) {
  /** Takes every version for known. */
  public static final KnownChanges ANY = new KnownChanges(_ -> true);

  private static final Pattern FORM = Pattern.compile("(register|rule) (\\S+)");
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

  /** What kind a reference is of. */
  public enum Kind {
    /** A version of the register. */
    REGISTER,
    /** A rule over the access log. */
    RULE,
    /** Something that is not known here. */
    OTHER
  }

  /** The kind, by its form. */
  public static Kind kind(String reference) {
    Matcher form = FORM.matcher(reference);
    if (!form.matches()) {
      return Kind.OTHER;
    }
    return form.group(1).equals("rule") ? Kind.RULE : Kind.REGISTER;
  }

  /**
   * Refuses a version or a rule that there is not.
   *
   * @throws ActRefused with {@code no-such-change}
   */
  void check(Reason reference) {
    boolean known =
        switch (kind(reference.text())) {
          case REGISTER -> isVersion(name(reference.text()));
          case RULE -> SignalRule.of(name(reference.text())).isPresent();
          case OTHER -> true;
        };
    if (!known) {
      throw new ActRefused(
          "no-such-change",
          "there is no " + reference.text() + ": name a version or rule there is");
    }
  }

  private boolean isVersion(String text) {
    return NUMBER.matcher(text).matches() && register.test(Long.parseLong(text));
  }

  private static String name(String reference) {
    return reference.substring(reference.indexOf(' ') + 1);
  }
}
