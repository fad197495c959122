package dev.yinhu.piiscanner.source;

/**
 * What is read of archives at most, so that a small file cannot keep a scan busy for ever.
 *
 * @param depth archives within archives, compressed files counted too
 * @param entries of one file, those of archives in it included
 * @param expanded bytes of one file, after decompression and on all levels together
 * @param ratio expanded bytes for each byte of the file, told once {@link #RATIO_FROM} bytes have
 *     come out; ordinary text is compressed to a tenth, repetitive logs to a hundredth
 */
public record Bounds(int depth, long entries, long expanded, int ratio) {
  /** Expanded bytes below which no ratio is looked at. */
  public static final long RATIO_FROM = 64L << 20;

  /** Four levels, a million entries, 64 GiB and 400 times. */
  public static final Bounds USUAL = new Bounds(4, 1_000_000, 64L << 30, 400);

  /** Checks that each is positive. */
  public Bounds {
    if (depth < 1 || entries < 1 || expanded < 1 || ratio < 1) {
      throw new IllegalArgumentException("bounds of archives are positive");
    }
  }
}
