package dev.yinhu.piiscanner.check;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All checks by the names that rule files give; docs/scanner.md lists them. Beside these, {@code
 * length-8-64} stands for any two bounds of the length in characters. Immutable.
 */
public final class Checks {
  private static final Pattern LENGTH = Pattern.compile("length-(\\d{1,4})-(\\d{1,4})");

  private final Map<String, Check> byName;

  private Checks(Map<String, Check> byName) {
    this.byName = Map.copyOf(byName);
  }

  /**
   * The checks that ship with us.
   *
   * @param clock asked once: dates of birth lie before the end of the next year
   */
  public static Checks standard(InstantSource clock) {
    Map<String, Check> checks = new HashMap<>();
    BirthDates births = BirthDates.upTo(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    chinese(checks, births);
    foreign(checks, births);
    general(checks, births);
    return new Checks(checks);
  }

  private static void chinese(Map<String, Check> checks, BirthDates births) {
    checks.put("cn-resident-id", ResidentId.of(births));
    checks.put("cn-resident-id-15", ResidentId.old(births));
    checks.put("foreign-pr-id", ResidentId.foreign(births));
    checks.put("foreign-pr-id-15", ResidentId.oldForeign(births));
    checks.put("uscc", CompanyCodes::isUscc);
    checks.put("organisation-code", CompanyCodes::isOrganisationCode);
    checks.put("cn-mobile", ChinaPhones::isMobile);
    checks.put("cn-landline", ChinaPhones::isLandline);
    checks.put("cn-plate", Plates::isPlate);
    checks.put("coordinates-china", Coordinates::isPairInChina);
  }

  private static void foreign(Map<String, Check> checks, BirthDates births) {
    checks.put("hk-id", AsianIds::isHongKong);
    checks.put("tw-id", AsianIds::isTaiwan);
    checks.put("sg-nric", AsianIds::isSingapore);
    checks.put("kr-rrn", AsianIds::isKoreaChecked);
    checks.put("kr-rrn-date", AsianIds.koreaByDate(births));
    checks.put("jp-my-number", AsianIds::isJapan);
    checks.put("us-ssn", WesternIds::isSsn);
    checks.put("us-itin", WesternIds::isItin);
    checks.put("aba-routing", WesternIds::isRoutingNumber);
    checks.put("uk-nhs", WesternIds::isNhs);
    checks.put("uk-nino", WesternIds::isNino);
    checks.put("iban", Iban::passes);
    checks.put("phone-international", WorldPhones::isInternational);
    for (String region : new String[] {"US", "GB", "HK", "TW", "JP", "KR", "SG"}) {
      checks.put("phone-" + region.toLowerCase(Locale.ROOT), WorldPhones.within(region));
    }
  }

  private static void general(Map<String, Check> checks, BirthDates births) {
    checks.put("luhn", Luhn::passes);
    checks.put("card-common", Cards::isCommon);
    checks.put("card-possible", Cards::isPossible);
    checks.put("not-repeated", bare -> !Cards.isRepeated(bare));
    checks.put("birth-date", WrittenDates.birth(births));
    checks.put("coordinates", Coordinates::isPair);
    checks.put("vin", Devices::isVin);
    checks.put("vin-shape", Devices::isVinShaped);
    checks.put("imei", Devices::isImei);
    checks.put("mac", Devices::isMac);
    checks.put("ipv4", IpAddresses::isV4);
    checks.put("ipv4-likely", IpAddresses::isLikelyV4);
    checks.put("ipv6", IpAddresses::isV6);
    checks.put("email", Emails::isAddress);
    checks.put("base58check", Wallets::isBase58Check);
    checks.put("bech32", Wallets::isBech32);
    checks.put("random", Secrets::isRandom);
    checks.put("not-placeholder", Secrets::isNoPlaceholder);
    checks.put("jwt", Secrets::isJwt);
    checks.put("password-like", Secrets::isPasswordLike);
    checks.put("filled-in", Secrets::isFilledIn);
    checks.put("has-digit", Digits::areSome);
    checks.put("not-common-word", CommonWords::isNone);
  }

  /** The names, in no order, without those that stand for lengths. */
  public Set<String> names() {
    return byName.keySet();
  }

  /** The check of this name; empty when there is none. */
  public Optional<Check> named(String name) {
    Check check = byName.get(name);
    return check == null ? length(name) : Optional.of(check);
  }

  private static Optional<Check> length(String name) {
    Matcher bounds = LENGTH.matcher(name);
    if (!bounds.matches()) {
      return Optional.empty();
    }
    int least = Integer.parseInt(bounds.group(1));
    int most = Integer.parseInt(bounds.group(2));
    return Optional.of(bare -> bare.length() >= least && bare.length() <= most);
  }
}
