package dev.yinhu.service.api;

import dev.yinhu.register.SubjectId;
import dev.yinhu.service.callers.Caller;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.RightsException;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.identity.AttemptLimit;
import dev.yinhu.subjectrights.identity.AttemptLimits;
import dev.yinhu.subjectrights.identity.IdentityDesk;
import dev.yinhu.subjectrights.identity.IdentityDesk.Heard;
import dev.yinhu.subjectrights.identity.StopTokens;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes proof of who asks over HTTP: tokens of the platform, codes, stops. Whoever tries learns
 * that the try was taken, or that there were too many. Blocks; safe for use by many threads.
 */
public final class ProofDesk {
  private static final Duration WINDOW = Duration.ofHours(1);

  /** How many requests may be brought for one person. */
  private static final AttemptLimit BY_PERSON = new AttemptLimit("person", 20, WINDOW);

  private static final AttemptLimit STOPS_BY_TOKEN = new AttemptLimit("stop", 20, WINDOW);
  private static final AttemptLimit STOPS_BY_SOURCE = new AttemptLimit("stop-source", 60, WINDOW);

  private final Supplier<Parts> parts;
  private final boolean takesTokens;

  /** What it works with. */
  public record Parts(IdentityDesk identity, StopTokens stops, AttemptLimits limits) {}

  /**
   * Builds nothing yet.
   *
   * @param parts built when first asked for: their key is opened for it
   * @param takesTokens whether the platform vouches by tokens
   */
  public ProofDesk(Supplier<Parts> parts, boolean takesTokens) {
    this.parts = parts;
    this.takesTokens = takesTokens;
  }

  /**
   * Where a try comes from: as the platform says, or from nowhere but its case, so that the users
   * of one platform do not shut each other out.
   */
  static String source(@Nullable String told, Caller caller, CaseId id) {
    return caller.name() + " " + (told == null ? id.text() : told);
  }

  /** Counts a request for the person; 429 when there were too many, whether known here or not. */
  void admit(SubjectId person) {
    if (!parts.get().limits().permits(BY_PERSON, person.value())) {
      throw tooMany();
    }
  }

  void vouchedByCaller(CaseId id) {
    parts.get().identity().vouchedByCaller(id);
  }

  void vouch(CaseId id, String token, String source) {
    answer(parts.get().identity().vouch(id, token, source));
  }

  /** Staff judge the proof of a guardian, near relative or agent. */
  public void relation(CaseId id, boolean accepted, String code, String by) {
    parts.get().identity().relation(id, accepted, code, by);
  }

  void sendCode(CaseId id, String source) {
    answer(parts.get().identity().sendCode(id, source));
  }

  void confirm(CaseId id, String code, String source) {
    answer(parts.get().identity().confirm(id, code.strip().toCharArray(), source));
  }

  /**
   * Refuses unless the platform vouches anew that the person is there, where it vouches by tokens.
   *
   * @throws RightsException when it does not
   */
  void requireThere(Case known, @Nullable String token, String source) {
    if (!takesTokens) {
      return;
    }
    turnAway(known.id(), source);
    if (token == null || !parts.get().identity().isThere(known, token)) {
      throw new RightsException(
          "a fresh token of the platform is needed that says that the person is there");
    }
  }

  /** For a case that the caller may not see, or that there is not: counted, and nothing done. */
  void turnAway(CaseId id, String source) {
    answer(parts.get().identity().turnAway(id, source));
  }

  /** The case that the token would stop. */
  Optional<CaseId> stoppable(String token, Optional<String> source) {
    AttemptLimits limits = parts.get().limits();
    boolean byToken = limits.permits(STOPS_BY_TOKEN, plain(token));
    boolean bySource = source.map(from -> limits.permits(STOPS_BY_SOURCE, from)).orElse(true);
    if (!byToken || !bySource) {
      throw tooMany();
    }
    return parts.get().stops().find(plain(token));
  }

  boolean stop(String token) {
    return parts.get().stops().stop(plain(token));
  }

  /** As people type it. */
  private static String plain(String token) {
    return token
        .replaceAll("[\\s-]", "")
        .toUpperCase(Locale.ROOT)
        .replace('O', '0')
        .replace('I', '1')
        .replace('L', '1');
  }

  private static void answer(Heard heard) {
    if (heard == Heard.TOO_MANY) {
      throw tooMany();
    }
  }

  private static ProblemException tooMany() {
    return ProblemException.passing(
        Problem.LIMIT_EXCEEDED, "There were too many tries; come again in an hour.", WINDOW);
  }
}
