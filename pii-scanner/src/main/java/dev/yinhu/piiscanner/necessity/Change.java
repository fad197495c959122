package dev.yinhu.piiscanner.necessity;

import dev.yinhu.register.WireName;

/** What became of a holding from one scan to the next. */
public sealed interface Change {
  /** The holding that it is about: the later one where there is one. */
  Holding holding();

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
