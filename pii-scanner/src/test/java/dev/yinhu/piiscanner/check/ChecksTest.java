package dev.yinhu.piiscanner.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.CharBuffer;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values are worked examples of standards and public documentation, or broken from such. */
class ChecksTest {
  private static final Checks CHECKS = Checks.standard(() -> Instant.parse("2026-11-22T00:00:00Z"));

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          cn-resident-id, 11010519491231002X
          cn-resident-id, 11010519491231002x
          cn-resident-id, 830000197308053173
          cn-resident-id-15, 110105491231002
          foreign-pr-id-15, USA110085042001
          uscc, 91350100M000100Y43
          organisation-code, D2143569X
          luhn, 4111111111111111
          luhn, 79927398713
          card-common, 4111111111111111
          card-common, 6222021234567890128
          card-common, 378282246310005
          card-common, 5555555555554444
          card-common, 2223003122003222
          card-common, 3530111333300000
          card-possible, 950000000000000009
          cn-mobile, 13800138000
          cn-mobile, +8613800138000
          cn-mobile, 008619912345678
          cn-mobile, 17400512345
          cn-landline, 01062552345
          cn-landline, 075526717000
          cn-landline, +8602161234567
          cn-landline, +862161234567
          cn-landline, 02080808080转123
          cn-landline, 0571-75850700-123
          cn-landline, +86-10-6255-2345
          cn-landline, 010-62552345
          cn-plate, 京A12345
          cn-plate, 粤BD12345
          cn-plate, 沪A12345D
          cn-plate, 粤Z1234港
          vin, 1M8GDM9AXKP042788
          vin, 1HGCM82633A004352
          vin-shape, LFVHGNBJ9J8X73210
          imei, 490154203237518
          imei, 356938035643809
          mac, 001a2B3c4D5e
          ipv4, 192.168.1.254
          ipv4, 8.8.8.8
          ipv6, 2001:db8::1
          ipv6, 2001:0db8:85a3:0000:0000:8a2e:0370:7334
          ipv6, fe80::1ff:fe23:4567:890a
          ipv6, ::ffff:192.0.2.128
          ipv6, 2001:db8:1:2:3:4:5::
          email, a.b+c@mail.example.com.cn
          email, 468593309@qq.com
          iban, GB82WEST12345698765432
          iban, DE89370400440532013000
          iban, FR1420041010050500013M02606
          iban, MT84MALT011000012345MTLCAST001S
          uk-nhs, 9434765919
          uk-nino, AB123456C
          hk-id, A1234563
          hk-id, G123456A
          hk-id, AB9876543
          tw-id, A123456789
          sg-nric, S1234567D
          sg-nric, T1234567J
          sg-nric, F1234567N
          sg-nric, G1234567X
          sg-nric, M1234567K
          kr-rrn, 9710139019902
          kr-rrn-date, 9001011234567
          jp-my-number, 123456789018
          us-ssn, 123456789
          us-itin, 912701234
          aba-routing, 021000021
          aba-routing, 111000025
          base58check, 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa
          base58check, 3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy
          base58check, TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t
          bech32, bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4
          bech32, BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4
          bech32, bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0
          phone-international, +14155552671
          phone-international, +44 20 7946 0958
          phone-us, (415) 555-2671
          coordinates, '48.8584, 2.2945'
          coordinates, '-122.41942,37.77493'
          coordinates-china, '39.90872,116.39748'
          birth-date, 1990-01-02
          birth-date, 1990年1月2日
          birth-date, 19900102
          birth-date, 29/02/2000
          birth-date, 12/31/1999
          birth-date, 2 January 1990
          birth-date, 'Jan 2, 1990'
          birth-date, 2-Feb-1990
          jwt, eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U
          random, wJalrXUtnFEMI7K7MDENGbPxRfiCY
          not-placeholder, hunter2hunter2
          length-3-5, abc
          """)
  void valuesOfTheKindPass(String check, String value) {
    assertThat(CHECKS.named(check).orElseThrow().passes(value)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          cn-resident-id, 110105194912310021
          cn-resident-id, 11010519490231002X
          cn-resident-id, 440524188001010014
          cn-resident-id, 160105194912310021
          cn-resident-id-15, 110105491331002
          cn-resident-id-15, 990105491231002
          uscc, 91350100M000100Y44
          uscc, 91350100MI00100Y43
          uscc, 110105194912310021
          organisation-code, D21435690
          luhn, 4111111111111112
          luhn, 4
          luhn, 411111111111111a
          card-common, 1723742781612345
          card-common, 4609432585349855436
          card-common, 7777777777777777
          card-possible, 4444444444444
          cn-mobile, 12800138000
          cn-mobile, 17900138000
          cn-mobile, 14012345678
          cn-mobile, 17412345678
          cn-mobile, 13888888888888
          cn-mobile, +8513800138000
          cn-mobile, 13811111111
          cn-landline, 02612345678
          cn-landline, 01012345678
          cn-landline, 010625523
          cn-landline, 4008001234
          cn-plate, 京A123
          cn-plate, 京AABCDE
          cn-plate, 京AX12345
          vin, 1M8GDM9A1KP042788
          vin, 1M8GDM9AXKO042788
          vin-shape, 12345678901234567
          imei, 490154203237519
          imei, 120154203237518
          mac, 000000000000
          mac, ffffffffffff
          mac, 001a2B3c4D5
          ipv4, 256.1.1.1
          ipv4, 1.2.3
          ipv4, 01.2.3.4
          ipv4, 127.0.0.1
          ipv4, 0.0.0.0
          ipv4, 255.255.255.0
          ipv4, 1.2.3.4.5
          ipv6, 12:34:56
          ipv6, ::1
          ipv6, '::'
          ipv6, 1::2::3
          ipv6, 1:2:3:4:5:6:7:8:9
          ipv6, 12:34:56:78:90:ab:cd:ef
          ipv6, 2001:db8:1:2:3:4:5:6:
          ipv6, g001:db8::1
          email, icon@2x.png
          email, lodash@4.17.21
          email, root@localhost
          email, a..b@example.com
          email, .a@example.com
          email, a@-example.com
          email, a@example
          iban, GB82WEST12345698765433
          iban, GB82WEST1234569876543
          iban, ZZ82WEST12345698765432
          uk-nhs, 9434765918
          uk-nhs, 1111111111
          uk-nino, QQ123456C
          uk-nino, BG123456C
          uk-nino, AB123456E
          hk-id, A1234564
          hk-id, ABC987654
          tw-id, A123456788
          tw-id, A323456789
          sg-nric, S1234567E
          sg-nric, A1234567D
          kr-rrn, 9710139019903
          kr-rrn-date, 9013011234567
          kr-rrn-date, 9001019234567
          jp-my-number, 123456789019
          us-ssn, 000456789
          us-ssn, 666456789
          us-ssn, 912456789
          us-ssn, 123006789
          us-ssn, 078051120
          us-itin, 912691234
          us-itin, 812701234
          aba-routing, 021000022
          aba-routing, 500000005
          base58check, 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb
          base58check, 0A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa
          bech32, bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5
          bech32, bc1qw508d6qejxtdg4y5r3zarvarY0c5xw7kv8f3t4
          phone-international, +8613800138000
          phone-international, +1234
          phone-international, 4155552671
          phone-us, 123-456-7890
          coordinates, '39.90,116.39'
          coordinates, '99.9087,196.3974'
          coordinates-china, '48.8584,2.2945'
          birth-date, 1990-02-30
          birth-date, 1890-02-03
          birth-date, 2031-02-03
          birth-date, 13/13/1990
          birth-date, 90-01-02
          jwt, eyJhbGciOiJIUzI1NiJ9.abc.def
          random, aaaaaaaaaaaaaaaaaaaaaaaa1
          random, correcthorsebatterystaple
          not-placeholder, ${DB_PASSWORD}
          not-placeholder, your-api-key-here
          not-placeholder, xxxxxxxxxxxx
          length-3-5, ab
          length-3-5, abcdef
          """)
  void valuesThatAreNotDoNot(String check, String value) {
    assertThat(CHECKS.named(check).orElseThrow().passes(value)).isFalse();
  }

  @Test
  void namesThatNobodyKnowsAreNone() {
    assertThat(CHECKS.named("luhm")).isEmpty();
    assertThat(CHECKS.named("length-99999-1")).isEmpty();
  }

  @Test
  void theEmptyTextIsNothing() {
    for (String name : CHECKS.names()) {
      if (!name.equals("not-repeated")
          && !name.equals("not-placeholder")
          && !name.equals("not-common-word")
          && !name.equals("filled-in")) {
        assertThat(CHECKS.named(name).orElseThrow().passes("")).as(name).isFalse();
      }
    }
  }

  @Property(tries = 500)
  void everyCheckBearsEveryText(@ForAll String text) {
    for (String name : CHECKS.names()) {
      Check check = CHECKS.named(name).orElseThrow();
      assertThat(check.passes(text)).isEqualTo(check.passes(CharBuffer.wrap(text)));
    }
  }

  @Property(tries = 500)
  void everyCheckBearsDigits(@ForAll @NumericChars @StringLength(max = 24) String text) {
    for (String name : CHECKS.names()) {
      Check check = CHECKS.named(name).orElseThrow();
      assertThat(check.passes(text)).isEqualTo(check.passes(CharBuffer.wrap(text)));
    }
  }
}
