package dev.yinhu.service.demo;

import dev.yinhu.register.CheckCharacter;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes people who do not exist: common Chinese names, mobile numbers of the Chinese plan, ID
 * numbers with a true check character (GB 11643, ISO 7064 MOD 11-2), mail addresses under a name
 * reserved for examples (RFC 2606). The same random generator gives the same people.
 */
final class People {
  private record Syllable(String character, String pinyin) {}

  private static final List<Syllable> SURNAMES =
      syllables(
          "王wang 李li 张zhang 刘liu 陈chen 杨yang 黄huang 赵zhao 吴wu 周zhou 徐xu 孙sun 马ma 朱zhu"
              + " 胡hu 郭guo 何he 林lin 高gao 罗luo 郑zheng 梁liang 谢xie 宋song 唐tang 许xu 邓deng"
              + " 韩han 冯feng 曹cao 彭peng 曾zeng 欧阳ouyang 司马sima 诸葛zhuge");
  private static final List<Syllable> GIVEN =
      syllables(
          "伟wei 芳fang 娜na 敏min 静jing 强qiang 磊lei 洋yang 艳yan 勇yong 军jun 杰jie 娟juan 涛tao"
              + " 明ming 超chao 霞xia 平ping 刚gang 桂gui 英ying 华hua 玉yu 萍ping 红hong 鹏peng"
              + " 辉hui 雪xue 梅mei 琳lin 晨chen 宇yu 欣xin 怡yi 子zi 涵han 浩hao 轩xuan 梓zi 萱xuan"
              + " 思si 雨yu 嘉jia 诺nuo 建jian 国guo 志zhi 文wen");
  private static final List<String> MOBILE_PREFIXES =
      List.of(
          "130", "131", "133", "135", "136", "137", "138", "139", "150", "151", "155", "158", "159",
          "177", "180", "185", "186", "188", "189", "199");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
  private static final LocalDate OLDEST = LocalDate.of(1955, 1, 1);
  private static final int BIRTHDAYS = 365 * 50;

  private final RandomGenerator random;

  People(RandomGenerator random) {
    this.random = random;
  }

  private static List<Syllable> syllables(String text) {
    return java.util.Arrays.stream(text.split(" "))
        .map(word -> {
          String pinyin = word.replaceAll("[^a-z]", "");
          return new Syllable(word.substring(0, word.length() - pinyin.length()), pinyin);
        })
        .toList();
  }

  Person person(int number) {
    Syllable surname = pick(SURNAMES);
    Syllable first = pick(GIVEN);
    boolean twoCharacters = random.nextInt(4) > 0;
    Syllable second = twoCharacters ? pick(GIVEN) : new Syllable("", "");
    Places.District home = Places.district(random);
    String mailbox = surname.pinyin() + first.pinyin() + second.pinyin() + number;
    boolean gaveIdNumber = random.nextInt(3) == 0;
    return new Person(
        "u-" + number,
        surname.character() + first.character() + second.character(),
        phone(),
        mailbox + "@example.com",
        gaveIdNumber ? idNumber(home) : "",
        Places.address(home, random));
  }

  String phone() {
    return pick(MOBILE_PREFIXES) + "%08d".formatted(random.nextInt(100_000_000));
  }

  private String idNumber(Places.District home) {
    String body =
        home.code()
            + OLDEST.plusDays(random.nextInt(BIRTHDAYS)).format(DAY)
            + "%03d".formatted(random.nextInt(1, 1000));
    return body + CheckCharacter.GB11643.of(body);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
