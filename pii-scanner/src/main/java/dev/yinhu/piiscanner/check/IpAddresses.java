package dev.yinhu.piiscanner.check;

/** Internet addresses as people and machines write them (RFC 791, RFC 4291). */
final class IpAddresses {
  private static final int GROUPS = 8;
  private static final int OCTETS = 4;
  private static final int LARGEST = 255;
  private static final int LOOPBACK = 127;
  private static final int SMALL = 31;
  private static final int PRIVATE = 10;

  private IpAddresses() {}

  /**
   * Four decimal octets without leading zeros that can belong to somebody: not 0.x, loopback or a
   * mask.
   */
  static boolean isV4(CharSequence bare) {
    return isV4(bare, 0) && isSomebody(bare);
  }

  /**
   * The same, and more than a version number is: those begin with two small parts, such as 7.17 or
   * 12.10, as few assigned addresses do; 10.0 is a private network.
   */
  static boolean isLikelyV4(CharSequence bare) {
    if (!isV4(bare)) {
      return false;
    }
    int dot = indexOf(bare, '.', 0);
    int first = Digits.number(bare, 0, dot);
    int second = Digits.number(bare, dot + 1, indexOf(bare, '.', dot + 1));
    return first > SMALL || second > SMALL || (first == PRIVATE && second == 0);
  }

  private static boolean isSomebody(CharSequence bare) {
    int first = Digits.number(bare, 0, indexOf(bare, '.', 0));
    return first != 0 && first != LOOPBACK && first != LARGEST;
  }

  private static boolean isV4(CharSequence text, int from) {
    int at = from;
    for (int octet = 0; octet < OCTETS; octet++) {
      int end = octet < OCTETS - 1 ? indexOf(text, '.', at) : text.length();
      if (end < 0 || !isOctet(text, at, end)) {
        return false;
      }
      at = end + 1;
    }
    return true;
  }

  private static boolean isOctet(CharSequence text, int from, int to) {
    return to > from
        && to - from <= 3
        && Digits.areAll(text, from, to)
        && (to - from == 1 || text.charAt(from) != '0')
        && Digits.number(text, from, to) <= LARGEST;
  }

  /**
   * An IPv6 address, perhaps with an IPv4 tail; not the unspecified or loopback address, and not
   * eight pairs of digits, which are an EUI-64.
   */
  static boolean isV6(CharSequence bare) {
    int groups = 0;
    int longest = 0;
    boolean gap = false;
    int at = 0;
    while (at < bare.length()) {
      int end = indexOf(bare, ':', at);
      int stop = end < 0 ? bare.length() : end;
      if (end < 0 && indexOf(bare, '.', at) >= 0) {
        return groups > 0 && isV4(bare, at) && isComplete(groups + 2, gap);
      }
      if (stop == at) {
        if (gap || end < 0 || !isGap(bare, at)) {
          return false;
        }
        gap = true;
        at += at == 0 ? 2 : 1;
        continue;
      }
      if (stop - at > 4 || !isHex(bare, at, stop)) {
        return false;
      }
      groups++;
      longest = Math.max(longest, stop - at);
      at = end < 0 ? stop : end + 1;
    }
    return isComplete(groups, gap)
        && longest > 2
        && groups > 1
        && (gap || bare.charAt(bare.length() - 1) != ':');
  }

  private static boolean isGap(CharSequence bare, int at) {
    return at == 0 ? bare.length() > 1 && bare.charAt(1) == ':' : bare.charAt(at - 1) == ':';
  }

  private static boolean isComplete(int groups, boolean gap) {
    return gap ? groups < GROUPS : groups == GROUPS;
  }

  private static boolean isHex(CharSequence text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) > 'f' || Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static int indexOf(CharSequence text, char wanted, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == wanted) {
        return i;
      }
    }
    return -1;
  }
}
