package dev.yinhu.piiscanner.necessity;

import dev.yinhu.register.WireName;
import java.util.Optional;

/** What became of a holding from one scan to the next. */
public sealed interface Change {
  /** The holding that it is about: the later one where there is one. */
  Holding holding();

  /** Its stable name in outputs. */
  default String wire() {
    return switch (this) {
      case Appeared _ -> "appeared";
      case Gone _ -> "gone";
      case FirstSeen _ -> "first-seen";
      case NotSeen _ -> "not-seen";
      case Grown _ -> "grown";
      case Shrunk _ -> "shrunk";
      case NewlyPlaintext _ -> "newly-plaintext";
      case NowHidden _ -> "now-hidden";
      case Same _ -> "same";
    };
  }

  /** Why it is not certain; empty when it is. */
  default Optional<Doubt> doubted() {
    return switch (this) {
      case FirstSeen seen -> Optional.of(seen.doubt());
      case NotSeen seen -> Optional.of(seen.doubt());
      case Appeared _, Gone _, Grown _, Shrunk _, NewlyPlaintext _, NowHidden _, Same _ ->
          Optional.empty();
    };
  }

  /** Was not there, as a full reading told, and is now. */
  record Appeared(Holding holding) implements Change {}

  /** Was there, and a full reading tells that it is no more. */
  record Gone(Holding holding) implements Change {}

  /** Seen for the first time, but the scan before may have missed it. */
  record FirstSeen(Holding holding, Doubt doubt) implements Change {}

  /** Not seen this time, but it may well be there. */
  record NotSeen(Holding holding, Doubt doubt) implements Change {}

  /** More than before, beyond what sampling explains. */
  record Grown(Holding before, Holding holding) implements Change {}

  /** Less than before, beyond what sampling explains. */
  record Shrunk(Holding before, Holding holding) implements Change {}

  /** Was hidden at that place and is readable. */
  record NewlyPlaintext(Holding before, Holding holding) implements Change {}

  /** Was readable at that place and is hidden. */
  record NowHidden(Holding before, Holding holding) implements Change {}

  /** As before, as far as one can tell. */
  record Same(Holding before, Holding holding) implements Change {}

  /** Why a scan that did not see something does not tell that it was not there. */
  enum Doubt implements WireName {
    /** It did not look there. */
    NOT_LOOKED_AT("not-looked-at"),
    /** It could not read there. */
    NOT_READ("not-read"),
    /** It read a sample, which may miss it. */
    SAMPLED("sampled");

    private final String wire;

    Doubt(String wire) {
      this.wire = wire;
    }

    @Override
    public String wire() {
      return wire;
    }
  }
}
