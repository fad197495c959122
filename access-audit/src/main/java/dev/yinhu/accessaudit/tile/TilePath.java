package dev.yinhu.accessaudit.tile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one resource of a tiled log below the log's prefix (C2SP tlog-tiles, "Merkle Tree" and "Log
 * entries"): {@code tile/<L>/<N>[.p/<W>]} or {@code tile/entries/<N>[.p/<W>]}.
 *
 * <p>There is one way to write each name: {@link #parse} takes exactly what {@link #text} gives.
 */
public sealed interface TilePath {
  /** Hashes of a full tile, and entries of a full bundle. */
  int FULL = 256;

  /** The highest level that the format can name. */
  int MAX_LEVEL = 63;

  /** The highest number that the tiles of a tree of 2^63 - 1 leaves can have. */
  long MAX_NUMBER = Long.MAX_VALUE / FULL;

  /**
   * A tile of hashes.
   *
   * @param level 0 for leaf hashes; one more for each eight levels of the tree, at most {@link
   *     #MAX_LEVEL}
   * @param number its place among the tiles of its level, from 0
   * @param width its hashes: {@link #FULL}, or 1 to 255 for a partial tile
   */
  record Hashes(int level, long number, int width) implements TilePath {
    /** Checks the bounds. */
    public Hashes {
      if (level < 0 || level > MAX_LEVEL) {
        throw new IllegalArgumentException("a tile's level is 0 to 63, not " + level);
      }
      checkNumber(number);
      checkWidth(width);
    }

    /** The full tile in this place. */
    Hashes whole() {
      return width == FULL ? this : new Hashes(level, number, FULL);
    }

    @Override
    public String text() {
      return "tile/" + level + "/" + place(number, width);
    }
  }

  /**
   * A bundle of entries, next to the tile of level 0 with their hashes.
   *
   * @param number its place among the bundles, from 0
   * @param width its entries: {@link #FULL}, or 1 to 255 for a partial bundle
   */
  record Entries(long number, int width) implements TilePath {
    /** Checks the bounds. */
    public Entries {
      checkNumber(number);
      checkWidth(width);
    }

    @Override
    public String text() {
      return "tile/entries/" + place(number, width);
    }
  }

  /** Place among the tiles of its level, or among the bundles, from 0. */
  long number();

  /** How many hashes or entries: {@link #FULL}, or 1 to 255 for a partial one. */
  int width();

  /** The name as it stands in a URL behind the log's prefix and a slash. */
  String text();

  /**
   * Reads a name; empty when it is not exactly one that {@link #text} gives: another level, width
   * or grouping of digits, leading zeros, signs, empty elements, anything before or behind.
   */
  static Optional<TilePath> parse(String text) {
    Matcher matcher = Grammar.PATH.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String digits = matcher.group("number").replace("/", "").replace("x", "");
    String width = matcher.group("width");
    return path(
            matcher.group("kind"),
            Long.parseLong(digits),
            width == null ? FULL : Integer.parseInt(width))
        .filter(path -> path.text().equals(text));
  }

  private static Optional<TilePath> path(String kind, long number, int width) {
    if (number > MAX_NUMBER || width > FULL || width < 1) {
      return Optional.empty();
    }
    if (kind.equals("entries")) {
      return Optional.of(new Entries(number, width));
    }
    int level = Integer.parseInt(kind);
    return level > MAX_LEVEL ? Optional.empty() : Optional.of(new Hashes(level, number, width));
  }

  private static void checkNumber(long number) {
    if (number < 0 || number > MAX_NUMBER) {
      throw new IllegalArgumentException("a tile's number is from 0 to 2^55 - 1, not " + number);
    }
  }

  private static void checkWidth(int width) {
    if (width < 1 || width > FULL) {
      throw new IllegalArgumentException("a tile has 1 to 256 hashes, not " + width);
    }
  }

  /** Three digits an element, all but the last behind an x; the width behind a partial tile. */
  private static String place(long number, int width) {
    var text = threeDigits(number);
    for (long rest = number / 1000; rest > 0; rest /= 1000) {
      text = "x" + threeDigits(rest) + "/" + text;
    }
    return width == FULL ? text : text + ".p/" + width;
  }

  private static String threeDigits(long number) {
    return Long.toString(1000 + number % 1000).substring(1);
  }

  /** The shape of a name; six elements hold every number that there can be. */
  final class Grammar {
    private static final Pattern PATH =
        Pattern.compile(
            "tile/(?<kind>entries|[0-9]{1,2})/(?<number>(?:x[0-9]{3}/){0,5}[0-9]{3})"
                + "(?:\\.p/(?<width>[0-9]{1,3}))?");

    private Grammar() {}
  }
}
