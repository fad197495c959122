package dev.yinhu.piiscanner.address;

import dev.yinhu.piiscanner.han.Han;
import dev.yinhu.piiscanner.han.WordTrie;

/**
 * Reads one address after another from a text, each from left to right without going back further
 * than a name is long. One thread.
 */
final class AddressReading {
  private static final int LONGEST = 120;
  private static final int LONGEST_NAME = 14;
  private static final int LONGEST_NUMBER = 14;
  private static final int MOST_DIVISIONS = 6;
  private static final int DIVISION = 2;
  private static final int AREA = 2;
  private static final int ROAD = 3;
  private static final int NUMBER = 3;
  private static final int NAMED = 2;

  /** What is counted rather than lived in. */
  private static final String MEASURES = "元个個件块塊天年月日斤米次人份只台张張条條箱包袋瓶盒点點分秒万千百岁歲度倍折平";

  private final AddressWords words;
  private final WordTrie places;
  private final char[] chars;
  private final int length;
  private int at;
  private int limit;
  private int end;
  private int divisions;
  private int divisionPoints;
  private int detail;
  private int numbers;
  private int streets;
  private boolean named;
  private int wordEnd;
  private int wordValue;

  AddressReading(AddressWords words, Places places, char[] chars, int length) {
    this.words = words;
    this.places = places.trie();
    this.chars = chars;
    this.length = length;
  }

  /** Reads what may be an address from here on; its {@link #end} and points are known then. */
  void read(int start) {
    at = start;
    end = start;
    limit = Math.min(length, start + LONGEST);
    divisions = 0;
    divisionPoints = 0;
    detail = 0;
    numbers = 0;
    streets = 0;
    named = false;
    while (at < limit && part()) {
      // every part moves on
    }
  }

  /** Behind the last character that belongs to the address. */
  int end() {
    return end;
  }

  /** Points of its divisions. */
  int divisionPoints() {
    return divisionPoints;
  }

  /** Points of streets, houses and so on. */
  int detail() {
    return detail;
  }

  /** How many parts with a number it has. */
  int numbers() {
    return numbers;
  }

  /** How many roads, towns and villages it has. */
  int streets() {
    return streets;
  }

  private boolean part() {
    int back = at;
    while (at < limit && chars[at] == ' ' && at - back < 2 && at > end - 1) {
      at++;
    }
    if (at < limit && (division() || number() || name())) {
      return true;
    }
    at = back;
    return false;
  }

  private boolean division() {
    if (detail > 0 || divisions >= MOST_DIVISIONS || !match(places, at)) {
      return false;
    }
    if (wordValue == Places.SHORT && isRoadAhead(wordEnd)) {
      return false;
    }
    divisions++;
    divisionPoints += wordValue == Places.FULL ? DIVISION : DIVISION - 1;
    at = wordEnd;
    end = at;
    return true;
  }

  /** Whether a short form of a division begins the name of a road or village: 北京西路. */
  private boolean isRoadAhead(int from) {
    int word = wordEnd;
    int value = wordValue;
    boolean ahead = false;
    for (int i = from; i < Math.min(limit, from + 3) && Han.isHan(chars[i]) && !ahead; i++) {
      ahead = match(words.suffixes(), i) && wordValue != AddressWords.PLACE;
    }
    wordEnd = word;
    wordValue = value;
    return ahead;
  }

  /** A number with a unit, such as 12号楼, or the bare number of a room behind a building. */
  private boolean number() {
    if (distance()) {
      return true;
    }
    int from = at;
    if (chars[from] == '附' || chars[from] == '第') {
      from++;
    }
    int behind = numberEnd(from);
    if (behind == from) {
      return false;
    }
    if (match(words.units(), behind) && !isOther(wordEnd) && !isNoEntrance(behind)) {
      count(wordValue == 2 ? NUMBER : AREA, behindBranch(wordEnd));
      return true;
    }
    if (from == at && isRoom(from, behind)) {
      count(NUMBER, behind);
      return true;
    }
    if (detail > 0
        && match(words.suffixes(), behind)
        && (wordEnd - behind > 1 || isNumberedRoad())) {
      return named(wordEnd, NAMED, true);
    }
    return false;
  }

  /** Whether a 门 is no entrance of a building, since none stands before it: 3门课. */
  private boolean isNoEntrance(int unit) {
    return chars[unit] == '门'
        && (numbers == 0 || (unit + 1 < limit && "诊课票".indexOf(chars[unit + 1]) >= 0));
  }

  /** Behind the 之六 of a house that shares its number: 266号之六. */
  private int behindBranch(int from) {
    if (from >= limit || chars[from] != '之') {
      return from;
    }
    int behind = numberEnd(from + 1);
    return behind > from + 1 ? behind : from;
  }

  /** Whether the suffix just matched is that of a road that goes by a number: 3街8102号. */
  private boolean isNumberedRoad() {
    int behind = wordEnd;
    boolean road = wordValue == AddressWords.ROAD && isNumberAhead(behind);
    wordEnd = behind;
    return road;
  }

  /** How far it is from a crossing: 往北300米. */
  private boolean distance() {
    if (detail == 0 || at + 3 >= limit || "往向".indexOf(chars[at]) < 0) {
      return false;
    }
    int from = at + 1;
    while (from < limit && from < at + 3 && "东南西北東".indexOf(chars[from]) >= 0) {
      from++;
    }
    int behind = numberEnd(from);
    if (from == at + 1 || behind == from || behind >= limit || chars[behind] != '米') {
      return false;
    }
    boolean side =
        behind + 2 < limit && chars[behind + 1] == '路' && "东南西北東".indexOf(chars[behind + 2]) >= 0;
    count(AREA, behind + (side ? 3 : 1));
    return true;
  }

  private void count(int points, int behind) {
    numbers++;
    detail += points;
    at = behind;
    end = behind;
  }

  /** Behind the letters, digits, numerals and hyphens of a number that begins here. */
  private int numberEnd(int from) {
    int to = Math.min(limit, from + LONGEST_NUMBER);
    int i = from;
    if (i < to && isNumeral(chars[i])) {
      while (i < to && isNumeral(chars[i])) {
        i++;
      }
      return i;
    }
    while (i < to && isLatinOrDigit(chars[i])) {
      i++;
    }
    while (i < to && i > from && isHyphen(chars[i]) && i + 1 < to && isLatinOrDigit(chars[i + 1])) {
      i++;
      while (i < to && isLatinOrDigit(chars[i])) {
        i++;
      }
    }
    return i > from && i < length && isLatinOrDigit(chars[i]) ? from : i;
  }

  /** A bare number is a room when a building or a name stands before it and no unit behind. */
  private boolean isRoom(int from, int behind) {
    if (detail == 0 || !named || from != end) {
      return false;
    }
    boolean room = isRooms(from, behind) || (digits(from, behind) >= 2 && behind - from <= 4);
    return room
        && (behind >= length
            || !Han.isHan(chars[behind])
            || match(words.stops(), behind)
            || (numbers > 0 && MEASURES.indexOf(chars[behind]) < 0));
  }

  /** Whether a number is that of building, unit and room joined by hyphens, such as 3-2-501. */
  private boolean isRooms(int from, int behind) {
    int group = 0;
    int groups = 1;
    for (int i = from; i < behind; i++) {
      if (isHyphen(chars[i])) {
        groups++;
        group = 0;
      } else if (++group > (groups == 1 ? 3 : 4)) {
        return false;
      }
    }
    return (groups == 2 || groups == 3) && group >= 2 && digits(from, behind) >= 4;
  }

  private int digits(int from, int behind) {
    int digits = 0;
    for (int i = from; i < behind; i++) {
      digits += chars[i] >= '0' && chars[i] <= '9' ? 1 : 0;
    }
    return digits;
  }

  /** Names that end with a suffix, or that a number follows: 人民路, 碧桂园3栋. */
  private boolean name() {
    int to = Math.min(limit, at + LONGEST_NAME);
    for (int i = at; i < to && Han.isHan(chars[i]); i++) {
      if (match(words.stops(), i)) {
        return false;
      }
      if (i > at && isNumberAhead(i)) {
        return named(i, NAMED, true);
      }
      if (match(words.suffixes(), i) && (i > at || (wordEnd - i > 1 && detail > 0))) {
        return suffixed(i);
      }
    }
    int i = at;
    while (i < to && Han.isHan(chars[i])) {
      i++;
    }
    return i > (detail > 0 ? at : at + 1) && i < to && isNumberAhead(i) && named(i, NAMED, true);
  }

  private boolean suffixed(int from) {
    int behind = wordEnd;
    int kind = wordValue;
    while (behind < limit && kind != AddressWords.TOWN && match(words.suffixes(), behind)) {
      behind = wordEnd;
      kind = wordValue;
    }
    boolean firm =
        behind >= length
            || !Han.isHan(chars[behind])
            || behind - from > 1
            || kind != AddressWords.PLACE
            || match(words.stops(), behind);
    streets += kind == AddressWords.PLACE ? 0 : 1;
    return named(behind, kind == AddressWords.ROAD ? ROAD : AREA, firm);
  }

  private boolean named(int behind, int points, boolean firm) {
    named = true;
    detail += points;
    at = behind;
    if (firm) {
      end = behind;
    }
    return true;
  }

  private boolean isNumberAhead(int from) {
    int start = from < limit && (chars[from] == '附' || chars[from] == '第') ? from + 1 : from;
    if (start >= limit) {
      return false;
    }
    int behind = numberEnd(start);
    if (behind == start) {
      return false;
    }
    if (isRooms(start, behind)) {
      return true;
    }
    boolean house = match(words.units(), behind) && wordValue == 2 && !isOther(wordEnd);
    return house || (match(words.suffixes(), behind) && wordEnd - behind > 1);
  }

  /** Whether what looks like the number of a house is that of something else: 2号线, 3号机. */
  private boolean isOther(int behind) {
    return behind < length && "线機机文令台".indexOf(chars[behind]) >= 0;
  }

  private boolean match(WordTrie trie, int from) {
    int node = WordTrie.ROOT;
    boolean found = false;
    for (int i = from; i < limit; i++) {
      node = trie.step(node, chars[i]);
      if (node == WordTrie.NONE) {
        break;
      }
      int value = trie.value(node);
      if (value != WordTrie.NO_WORD) {
        found = true;
        wordEnd = i + 1;
        wordValue = value;
      }
    }
    return found;
  }

  private static boolean isNumeral(char c) {
    return "一二三四五六七八九十百甲乙丙丁".indexOf(c) >= 0;
  }

  static boolean isLatinOrDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '#';
  }

  private static boolean isHyphen(char c) {
    return c == '-' || c == '－' || c == '—' || c == '–' || c == '~';
  }
}
