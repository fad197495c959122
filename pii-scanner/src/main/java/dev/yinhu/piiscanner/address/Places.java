package dev.yinhu.piiscanner.address;

import dev.yinhu.piiscanner.han.WordTrie;
import dev.yinhu.piiscanner.han.Words;
import java.util.List;

/**
 * The administrative divisions down to counties, in full and in the short forms that people write.
 * Immutable. Source and licence stand in the head of {@code places/divisions.txt}.
 */
final class Places {
  /** A division in full, such as 广东省. */
  static final int FULL = 2;

  /** A short form, such as 广东. */
  static final int SHORT = 1;

  /** Suffixes of divisions, longest first; what they leave must have two characters. */
  private static final List<String> SUFFIXES =
      List.of(
          "特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "地区", "林区", "新区", "省", "市", "县", "区", "盟");

  private static final List<String> PEOPLES =
      List.of(
          "蒙古", "柯尔克孜", "哈萨克", "布依族", "侗族", "苗族", "土家族", "藏族", "羌族", "彝族", "哈尼族", "壮族", "傣族", "景颇族",
          "傈僳族", "白族", "回族", "朝鲜族", "蒙古族");

  private final WordTrie trie;

  /** Reads the shipped list. */
  Places() {
    WordTrie.Builder builder = new WordTrie.Builder();
    for (String line : Words.lines("/dev/yinhu/piiscanner/places/divisions.txt")) {
      for (String word : Words.split(line)) {
        String name = word.endsWith(":") ? word.substring(0, word.length() - 1) : word;
        if (name.length() > 1) {
          String bare = shortForm(name);
          if (bare.length() > 1 && !bare.equals(name)) {
            builder.add(bare, SHORT);
          }
        }
      }
    }
    for (String line : Words.lines("/dev/yinhu/piiscanner/places/divisions.txt")) {
      for (String word : Words.split(line)) {
        String name = word.endsWith(":") ? word.substring(0, word.length() - 1) : word;
        if (name.length() > 1) {
          builder.add(name, FULL);
        }
      }
    }
    trie = builder.build();
  }

  /** Walks over names of divisions; values are {@link #FULL} and {@link #SHORT}. */
  WordTrie trie() {
    return trie;
  }

  private static String shortForm(String name) {
    if (name.endsWith("自治州") || name.endsWith("自治县") || name.endsWith("自治旗")) {
      return withoutPeoples(name.substring(0, name.length() - 3));
    }
    for (String suffix : SUFFIXES) {
      if (name.endsWith(suffix) && name.length() - suffix.length() >= 2) {
        return name.substring(0, name.length() - suffix.length());
      }
    }
    return name;
  }

  private static String withoutPeoples(String name) {
    for (String people : PEOPLES) {
      if (name.endsWith(people) && name.length() - people.length() >= 2) {
        return withoutPeoples(name.substring(0, name.length() - people.length()));
      }
    }
    return name;
  }
}
