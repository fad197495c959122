package dev.yinhu.notices;

/** What a late word came to. */
public enum Heard {
  /** The notice moved by it. */
  APPLIED,
  /** It was said before, in the same words. */
  REPEATED,
  /** It says nothing new. */
  IGNORED,
  /** It contradicts what is settled: kept, and the notice marked. */
  CONTRADICTS,
  /** No notice is known by that name, or not yet: let it be said again later. */
  UNKNOWN;

  String wireName() {
    return WireName.of(this);
  }
}
