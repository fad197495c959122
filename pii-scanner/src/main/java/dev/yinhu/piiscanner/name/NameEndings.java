package dev.yinhu.piiscanner.name;

import dev.yinhu.piiscanner.han.Han;
import dev.yinhu.piiscanner.han.WordTrie;
import java.util.List;
import java.util.Map;

/**
 * What stands behind a possible name: titles, everyday words, names of organisations and places, in
 * points of the same scale as the costs. Looks at a bounded number of characters. Immutable.
 */
final class NameEndings {
  private static final int REFUSED = -400;
  private static final int ONE_CHARACTER = 10;
  private static final int TITLE = 70;
  private static final int BEHIND = 25;
  private static final int PLACE_BEHIND = -60;
  private static final int ORGANISATION = -80;
  private static final int ORGANISATION_WINDOW = 12;
  private static final String PLACE = "路街巷村镇鄉乡县縣市区區庄莊湾灣屯寨岭嶺桥橋店厂廠楼樓馆館牌省州岛島港苑仓倉灯燈式";

  private final WordTrie behind;
  private final WordTrie titles;
  private final WordTrie organisations;

  /** Reads the shipped lists. */
  NameEndings(Map<String, List<String>> cues) {
    WordTrie.Builder right = new WordTrie.Builder();
    for (String word : cues.getOrDefault("behind", List.of())) {
      right.add(word, word.length() == 1 ? ONE_CHARACTER : BEHIND);
    }
    behind = right.build();
    titles = trie(cues.getOrDefault("title", List.of()), TITLE);
    organisations = trie(cues.getOrDefault("organisation", List.of()), ORGANISATION);
  }

  private static WordTrie trie(List<String> words, int points) {
    WordTrie.Builder builder = new WordTrie.Builder();
    for (String word : words) {
      builder.add(word, points);
    }
    return builder.build();
  }

  /** Points of what touches a name that ends here. */
  int touching(char[] chars, int length, int end) {
    if (end >= length) {
      return NameCues.BOUNDARY;
    }
    char next = chars[end];
    if (next == '*' || next == '某' || Marks.isDot(next)) {
      return REFUSED;
    }
    if (!Han.isHan(next)) {
      return Marks.isWord(next) && !Marks.isDigit(next) ? 0 : NameCues.BOUNDARY;
    }
    if (longest(titles, chars, length, end) > 0) {
      return TITLE;
    }
    int points = longest(behind, chars, length, end);
    if (points == ONE_CHARACTER && next == '收') {
      return end + 1 == length || !Han.isHan(chars[end + 1]) ? TITLE : ONE_CHARACTER;
    }
    return points == 0 && PLACE.indexOf(next) >= 0 ? PLACE_BEHIND : points;
  }

  /**
   * Points of what stands further behind, which takes longer to look for.
   *
   * @param touching what {@link #touching} said
   */
  int further(char[] chars, int length, int end, int touching) {
    if (end >= length) {
      return 0;
    }
    if (!Han.isHan(chars[end])) {
      return Nearby.numberBehind(chars, length, end) + Nearby.sexBehind(chars, length, end);
    }
    return touching <= 0
        ? organisationBehind(chars, length, end)
        : touching == TITLE ? 0 : Nearby.numberBehind(chars, length, end);
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

  /** Whether these characters are a title, as in a surname with a title: 王先生 names nobody. */
  boolean isTitle(char[] chars, int start, int end) {
    return titles.valueOf(chars, start, end) != WordTrie.NO_WORD;
  }

  /** What speaks against a name whose given name would be what organisations end with: 慕容山庄. */
  int likeOrganisation(char[] chars, int start, int end) {
    return end - start > 2 && organisations.valueOf(chars, end - 2, end) != WordTrie.NO_WORD
        ? ORGANISATION
        : 0;
  }

  /** What speaks against a name whose last character ends names of places, rooms or things. */
  static int likePlace(char last) {
    return PLACE.indexOf(last) >= 0 ? PLACE_BEHIND : 0;
  }
}
