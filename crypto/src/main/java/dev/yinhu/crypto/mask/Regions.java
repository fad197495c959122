package dev.yinhu.crypto.mask;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a Chinese postal address that names province, city and district, told by the words
 * that such names end with. A name is taken only where it is as short as such names are, and not
 * when it names a market, a compound or a park, which end with the same characters.
 */
final class Regions {
  private static final String HAN = "[\\p{IsHan}&&[^路街巷弄号村栋幢]]";
  private static final String PROVINCE = "(?:北京|上海|天津|重庆)市?|" + HAN + "{2,5}?(?:省|自治区|特别行政区)";
  private static final String CITY =
      HAN + "{2,4}?(?<![超夜菜门])市|" + HAN + "{2,12}?自治州|" + HAN + "{2,4}?(?:地区|盟)";
  private static final String DISTRICT =
      "\\p{IsHan}"
          + HAN
          + "{0,2}?(?:(?<![小社园校厂院景街库苑一二三四五六七八九十])区|县|旗|(?<![超夜菜门])市)|"
          + HAN
          + "{2,14}?自治[县旗]";
  private static final Pattern REGION =
      Pattern.compile("(?:%s)?(?:%s)?(?:%s)?".formatted(PROVINCE, CITY, DISTRICT));

  private Regions() {}

  /** The region, unless there is none or the address is nothing else. */
  static Optional<String> shown(String address) {
    Matcher region = REGION.matcher(address);
    return region.lookingAt() && region.end() > 0 && region.end() < address.length()
        ? Optional.of(region.group())
        : Optional.empty();
  }
}
