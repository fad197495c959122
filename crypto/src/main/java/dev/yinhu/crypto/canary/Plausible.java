package dev.yinhu.crypto.canary;

import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.CheckCharacter;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.MaskName;
import dev.yinhu.register.MaskRule;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Kinds of values that can be made up so that they look real. Stateless; the randomness is the
 * caller's.
 */
public enum Plausible {
  /**
   * A mobile number of mainland China whose first three digits no operator had in the ministry's
   * list of assigned numbers as of March 2023 (MIIT, published 2023-06-05): 154, 160, 163, 164,
   * 168, 169, 179 and 194. They may be assigned some day.
   */
  PHONE {
    @Override
    public String make(RandomGenerator random) {
      return one(UNASSIGNED_MOBILE, random) + digits(8, random);
    }
  },
  /** An address below example.com, example.net or example.org, which are kept free (RFC 2606). */
  EMAIL {
    @Override
    public String make(RandomGenerator random) {
      return one(ROMANISED, random)
          + "."
          + one(ROMANISED, random)
          + digits(3, random)
          + "@"
          + one(List.of("example.com", "example.net", "example.org"), random);
    }
  },
  /** A surname and a given name, each common; somebody of that name surely lives. */
  NAME {
    @Override
    public String make(RandomGenerator random) {
      String given = one(GIVEN, random);
      return one(SURNAMES, random) + (random.nextInt(3) == 0 ? given : given + one(GIVEN, random));
    }
  },
  /**
   * A road, number and flat in a real city; the road names are common ones, the house numbers from
   * 4,000 on are higher than such roads usually go, which no list warrants.
   */
  ADDRESS {
    @Override
    public String make(RandomGenerator random) {
      return one(CITIES, random)
          + one(ROADS, random)
          + (4_000 + random.nextInt(5_000))
          + "号"
          + (1 + random.nextInt(30))
          + "栋"
          + (100 * (1 + random.nextInt(30)) + 1 + random.nextInt(4))
          + "室";
    }
  },
  /**
   * Sixteen digits beginning with UnionPay's 62 that pass the check of ISO/IEC 7812-1; the rest is
   * random, so that a real card could have the number: no range for examples was found.
   */
  CARD {
    @Override
    public String make(RandomGenerator random) {
      String body = "62" + digits(13, random);
      return body + CheckCharacter.LUHN.of(body);
    }
  },
  /**
   * A resident identity number with the right check character (GB 11643) and a county that does not
   * exist: the province and prefecture are real, the last two digits of the area code are 99, which
   * GB/T 2260 gives to no county. Who checks the county against the list sees that.
   */
  ID_NUMBER {
    @Override
    public String make(RandomGenerator random) {
      LocalDate born = LocalDate.of(1960, 1, 1).plusDays(random.nextInt(45 * 365));
      String body =
          one(PREFECTURES, random)
              + "99"
              + born.format(DateTimeFormatter.BASIC_ISO_DATE)
              + digits(3, random);
      return body + CheckCharacter.GB11643.of(body);
    }
  };

  private static final List<String> UNASSIGNED_MOBILE =
      List.of("154", "160", "163", "164", "168", "169", "179", "194");
  private static final List<String> ROMANISED =
      List.of(
          "wang",
          "li",
          "zhang",
          "liu",
          "chen",
          "yang",
          "zhao",
          "huang",
          "zhou",
          "wu",
          "xiaoming",
          "jing",
          "lei",
          "fang",
          "min",
          "yan",
          "qiang",
          "jun",
          "jie",
          "juan",
          "tao",
          "chao");
  private static final List<String> SURNAMES =
      List.of(
          "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "林",
          "高", "罗");
  private static final List<String> GIVEN =
      List.of(
          "伟", "芳", "娜", "敏", "静", "强", "磊", "军", "洋", "勇", "艳", "杰", "涛", "明", "超", "霞", "平", "刚",
          "桂", "英", "华", "玉", "梅", "鑫", "浩", "宇", "欣", "怡", "梓", "涵");
  private static final List<String> CITIES =
      List.of("北京市朝阳区", "上海市浦东新区", "广州市天河区", "深圳市南山区", "杭州市西湖区", "成都市武侯区", "武汉市洪山区", "西安市雁塔区");
  private static final List<String> ROADS =
      List.of("人民路", "解放路", "建设路", "中山路", "和平路", "新华路", "文化路", "光明路");
  private static final List<String> PREFECTURES =
      List.of("1101", "3101", "3301", "3201", "4401", "4403", "5101", "4201", "6101", "3701");

  /** One more value. */
  public abstract String make(RandomGenerator random);

  /** The kind that a field's categories, else its mask, speak of; empty when they speak of none. */
  public static Optional<Plausible> of(DeclaredField field) {
    return field.categories().stream()
        .flatMap(category -> of(category).stream())
        .findFirst()
        .or(() ->
            field.mask() instanceof MaskRule.Named(MaskName name) ? of(name) : Optional.empty());
  }

  private static Optional<Plausible> of(CategoryKey category) {
    return switch (category.value()) {
      case "user.contact.phone_number" -> Optional.of(PHONE);
      case "user.contact.email" -> Optional.of(EMAIL);
      case "user.name" -> Optional.of(NAME);
      case "user.contact.address" -> Optional.of(ADDRESS);
      case "user.financial.bank_account", "user.financial.credit_card" -> Optional.of(CARD);
      case "user.government_id.national_identification_number" -> Optional.of(ID_NUMBER);
      default -> Optional.empty();
    };
  }

  private static Optional<Plausible> of(MaskName mask) {
    return switch (mask) {
      case PHONE -> Optional.of(PHONE);
      case EMAIL -> Optional.of(EMAIL);
      case NAME -> Optional.of(NAME);
      case ADDRESS -> Optional.of(ADDRESS);
      case CARD -> Optional.of(CARD);
      case ID_NUMBER -> Optional.of(ID_NUMBER);
      case ALL -> Optional.empty();
    };
  }

  private static String one(List<String> of, RandomGenerator random) {
    return of.get(random.nextInt(of.size()));
  }

  private static String digits(int count, RandomGenerator random) {
    StringBuilder digits = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      digits.append((char) ('0' + random.nextInt(10)));
    }
    return digits.toString();
  }
}
