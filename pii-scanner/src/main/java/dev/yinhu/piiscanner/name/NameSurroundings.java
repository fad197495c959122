package dev.yinhu.piiscanner.name;

import dev.yinhu.piiscanner.han.Han;
import dev.yinhu.piiscanner.han.WordTrie;
import dev.yinhu.piiscanner.han.Words;
import java.util.List;
import java.util.Map;

/**
 * What stands before and behind a possible name, in points of the same scale as the costs. Looks at
 * a bounded number of characters. Immutable.
 */
final class NameSurroundings {
  static final int LABEL = 90;
  static final int REFUSED = -400;
  private static final int NOT_A_NAME = -120;
  private static final int INTRO = 35;
  private static final int KIN = 40;
  private static final int ONE_CHARACTER = 10;
  private static final int BOUNDARY = 12;
  private static final int TITLE = 70;
  private static final int BEHIND = 25;
  private static final int NUMBER_NEAR = 40;
  private static final int PLACE_BEHIND = -60;
  private static final int QUOTED = -50;
  private static final int ORGANISATION = -80;
  private static final int ORGANISATION_WINDOW = 12;
  private static final int WINDOW = 14;
  private static final int LONGEST_KEY = 40;
  private static final String PLACE = "路街巷村镇鄉乡县縣市区區庄莊湾灣屯寨岭嶺桥橋店厂廠楼樓馆館牌省州岛島港苑";

  private final WordTrie before;
  private final WordTrie behind;
  private final WordTrie titles;
  private final WordTrie keys;
  private final WordTrie organisations;

  /** Reads the shipped lists. */
  NameSurroundings() {
    Map<String, List<String>> cues = Words.sections("/dev/yinhu/piiscanner/names/cues.txt");
    WordTrie.Builder left = new WordTrie.Builder();
    addAll(left, cues, "intro", INTRO);
    addAll(left, cues, "kin", KIN);
    addAll(left, cues, "label", LABEL);
    addAll(left, cues, "not", NOT_A_NAME);
    before = left.build();
    WordTrie.Builder right = new WordTrie.Builder();
    for (String word : cues.getOrDefault("behind", List.of())) {
      right.add(word, word.length() == 1 ? ONE_CHARACTER : BEHIND);
    }
    behind = right.build();
    WordTrie.Builder title = new WordTrie.Builder();
    for (String word : cues.getOrDefault("title", List.of())) {
      title.add(word, TITLE);
    }
    titles = title.build();
    WordTrie.Builder key = new WordTrie.Builder();
    for (String word : cues.getOrDefault("key", List.of())) {
      key.add(word, LABEL);
    }
    for (String word : cues.getOrDefault("nokey", List.of())) {
      key.add(word, NOT_A_NAME);
    }
    keys = key.build();
    WordTrie.Builder organisation = new WordTrie.Builder();
    for (String word : cues.getOrDefault("organisation", List.of())) {
      organisation.add(word, ORGANISATION);
    }
    organisations = organisation.build();
  }

  private static void addAll(
      WordTrie.Builder trie, Map<String, List<String>> cues, String section, int points) {
    for (String word : cues.getOrDefault(section, List.of())) {
      trie.addReversed(word, word.length() == 1 && points > 0 ? ONE_CHARACTER : points);
    }
  }

  /** Points of a name of key or column, 0 when it says nothing. */
  int ofKey(String name) {
    char[] bare = new char[Math.min(name.length(), LONGEST_KEY)];
    int length = 0;
    for (int i = 0; i < bare.length; i++) {
      char c = name.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        bare[length++] = c;
      }
    }
    if (length > 0 && Han.isHan(bare[length - 1])) {
      return cueEndingAt(bare, length);
    }
    int points = keys.valueOf(bare, 0, length);
    return points == WordTrie.NO_WORD ? 0 : points;
  }

  /** Points of what stands before a name that begins here. */
  int before(char[] chars, int start) {
    if (start == 0) {
      return BOUNDARY;
    }
    char last = chars[start - 1];
    return Han.isHan(last) ? cueEndingAt(chars, start) : behindSeparators(chars, start);
  }

  /** Points of the longest cue that ends here, 0 when none does. */
  private int cueEndingAt(char[] chars, int end) {
    int node = WordTrie.ROOT;
    int points = 0;
    for (int at = end - 1; at >= 0 && node != WordTrie.NONE; at--) {
      node = before.step(node, chars[at]);
      if (node != WordTrie.NONE && before.value(node) != WordTrie.NO_WORD) {
        points = before.value(node);
      }
    }
    return points;
  }

  private int behindSeparators(char[] chars, int start) {
    int at = start - 1;
    int left = Math.max(0, start - 6);
    while (at >= left && isFrame(chars[at])) {
      at--;
    }
    if (at < 0) {
      return BOUNDARY;
    }
    char separator = chars[at];
    if (isAssignment(separator)) {
      return labelEndingAt(chars, at);
    }
    if (separator == '>') {
      return keyEndingAt(chars, at, BOUNDARY);
    }
    if (Han.isHan(separator) && at < start - 1) {
      int points = cueEndingAt(chars, at + 1);
      return points == LABEL ? points : Math.min(points, 0) + BOUNDARY;
    }
    return isWord(separator) && at == start - 1 ? 0 : BOUNDARY;
  }

  private int labelEndingAt(char[] chars, int colon) {
    int at = colon - 1;
    int left = Math.max(0, colon - 5);
    while (at >= left && isFrame(chars[at])) {
      at--;
    }
    if (at < 0) {
      return BOUNDARY;
    }
    if (Han.isHan(chars[at])) {
      int points = cueEndingAt(chars, at + 1);
      return points == 0 ? BOUNDARY : points == ONE_CHARACTER ? LABEL / 2 : points;
    }
    return keyEndingAt(chars, at + 1, BOUNDARY);
  }

  /** Points of the Latin key whose last character stands before this place. */
  private int keyEndingAt(char[] chars, int end, int otherwise) {
    int at = end - 1;
    int left = Math.max(0, end - LONGEST_KEY);
    while (at >= left && isWord(chars[at])) {
      at--;
    }
    int node = WordTrie.ROOT;
    for (int i = at + 1; i < end && node != WordTrie.NONE; i++) {
      if (chars[i] != '_' && chars[i] != '-') {
        node = keys.step(node, chars[i]);
      }
    }
    int points =
        node == WordTrie.NONE || node == WordTrie.ROOT ? WordTrie.NO_WORD : keys.value(node);
    return points == WordTrie.NO_WORD ? otherwise : points;
  }

  /** Points of what stands behind a name that ends here. */
  int behind(char[] chars, int length, int end) {
    if (end >= length) {
      return BOUNDARY;
    }
    char next = chars[end];
    if (next == '*' || next == '某' || isDot(next)) {
      return REFUSED;
    }
    if (Han.isHan(next)) {
      return wordBeginningAt(chars, length, end);
    }
    int points = isWord(next) && !isDigit(next) ? 0 : BOUNDARY;
    return points + numberBehind(chars, length, end) + sexBehind(chars, length, end);
  }

  private int wordBeginningAt(char[] chars, int length, int end) {
    if (longest(titles, chars, length, end) > 0) {
      return TITLE;
    }
    int points = longest(behind, chars, length, end);
    if (points == 0) {
      int organisation = organisationBehind(chars, length, end);
      if (organisation != 0) {
        return organisation;
      }
    }
    if (points == 0) {
      return PLACE.indexOf(chars[end]) >= 0 ? PLACE_BEHIND : 0;
    }
    if (points == ONE_CHARACTER && chars[end] == '收') {
      return end + 1 == length || !Han.isHan(chars[end + 1]) ? TITLE : ONE_CHARACTER;
    }
    return points + numberBehind(chars, length, end);
  }

  /** Whether the same run of ideographs goes on to be the name of an organisation. */
  private int organisationBehind(char[] chars, int length, int end) {
    int limit = Math.min(length, end + ORGANISATION_WINDOW);
    for (int at = end; at < limit && Han.isHan(chars[at]); at++) {
      if (longest(organisations, chars, length, at) != 0) {
        return ORGANISATION;
      }
    }
    return 0;
  }

  /** Whether the sex of a person stands behind: 张三，男，汉族. */
  private static int sexBehind(char[] chars, int length, int end) {
    int at = end + 1;
    while (at < length && at < end + 3 && chars[at] == ' ') {
      at++;
    }
    boolean sex = at < length && (chars[at] == '男' || chars[at] == '女');
    return sex && (at + 1 == length || !Han.isHan(chars[at + 1])) ? NUMBER_NEAR : 0;
  }

  /** What speaks against a name that stands in quotation marks alone: “张小泉”. */
  static int quoted(char[] chars, int length, int start, int end) {
    boolean quoted = start > 0 && end < length && isOpening(chars[start - 1]);
    return quoted && isClosing(chars[end]) ? QUOTED : 0;
  }

  private static boolean isOpening(char c) {
    return c == '“' || c == '《' || c == '「' || c == '『';
  }

  private static boolean isClosing(char c) {
    return c == '”' || c == '》' || c == '」' || c == '』';
  }

  private static int longest(WordTrie trie, char[] chars, int length, int from) {
    int node = WordTrie.ROOT;
    int points = 0;
    for (int at = from; at < length && node != WordTrie.NONE; at++) {
      node = trie.step(node, chars[at]);
      if (node != WordTrie.NONE && trie.value(node) != WordTrie.NO_WORD) {
        points = trie.value(node);
      }
    }
    return points;
  }

  /** Whether a number of at least seven digits begins within the window. */
  private static int numberBehind(char[] chars, int length, int from) {
    int digits = 0;
    int limit = Math.min(length, from + WINDOW + 12);
    for (int at = from; at < limit; at++) {
      char c = chars[at];
      if (isDigit(c) || (c == '*' && digits >= 3)) {
        digits++;
        if (digits >= 7) {
          return NUMBER_NEAR;
        }
      } else if (c != ' ' && c != '-') {
        digits = 0;
        if (at - from > WINDOW || c == '。' || c == '\n' || c == ';') {
          return 0;
        }
      }
    }
    return 0;
  }

  /** Whether a long number or the number of a house ends shortly before this place. */
  int numberBefore(char[] chars, int start) {
    int at = start - 1;
    int left = Math.max(0, start - 4);
    while (at >= left && !isDigit(chars[at]) && !Han.isHan(chars[at])) {
      at--;
    }
    if (at < 0 || (at == start - 1 && Han.isHan(chars[at]))) {
      return 0;
    }
    if ("号室楼栋单元幢座层戶户".indexOf(chars[at]) >= 0) {
      return NUMBER_NEAR / 2;
    }
    int digits = 0;
    while (at >= 0 && digits < 7 && (isDigit(chars[at]) || chars[at] == '-' || chars[at] == ' ')) {
      digits += isDigit(chars[at]) ? 1 : 0;
      at--;
    }
    return digits >= 7 ? NUMBER_NEAR : 0;
  }

  /** Whether these characters are a title, as in a surname with a title: 王先生 names nobody. */
  boolean isTitle(char[] chars, int start, int end) {
    return titles.valueOf(chars, start, end) != WordTrie.NO_WORD;
  }

  /** What speaks against a name whose last character ends names of places. */
  static int likePlace(char last) {
    return PLACE.indexOf(last) >= 0 ? PLACE_BEHIND : 0;
  }

  static boolean isListing(char c) {
    return c == '、' || c == '/' || c == '和' || c == ',' || c == '，' || c == '与' || c == ' ';
  }

  static boolean isDot(char c) {
    return c == '·' || c == '•' || c == '・' || c == '‧' || c == '･';
  }

  static boolean isAssignment(char c) {
    return c == ':' || c == '=' || c == '：' || c == '＝';
  }

  private static boolean isFrame(char c) {
    return c == ' ' || c == '"' || c == '\'' || c == '\\' || c == '“' || c == '”' || c == '‘'
        || c == '’' || c == '「' || c == '『' || c == '【' || c == '[' || c == '(' || c == '（'
        || c == '*' || c == '　' || c == '】' || c == ']' || c == ')' || c == '）' || c == '《'
        || c == '<';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c == '-';
  }
}
