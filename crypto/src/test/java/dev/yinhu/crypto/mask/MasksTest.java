package dev.yinhu.crypto.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.MaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each mask leaves of a value, by example. Nobody here is real. */
class MasksTest {
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      delimiter = '|',
      value = {
        "13800138000|138****8000",
        "+8613800138000|+86138****8000",
        "+86 138 0013 8000|+86 138 **** 8000",
        "+86-138-0013-8000|+86-138-****-8000",
        "008613800138000|0086138****8000",
        "(+86) 13800138000|(+**) *********00",
        "138 0013 8000|138 **** 8000",
        "0571-88888866|****-******66",
        "010-12345678|***-******78",
        "88888866|******66",
        "+86 571 8888 8866|+** *** **** **66",
        "4001234567|********67",
        "+1 415 555 2671|+* *** *** **71",
        "+65 8123 4567|+** **** **67",
        "110|****",
        "123456|****",
        "13800138000 13900139001|*********** *********01",
        "+8613800138000 13900139001|+************* *********01",
        "13800138000/13900139001|****",
        "13800138000转12|****",
        "１３８００１３８０００|****",
        "张三|****",
        "📱📱📱📱|****",
        "12800138000|*********00",
      })
  void phone(String value, String masked) {
    assertThat(Masks.mask(MaskName.PHONE, value)).isEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "张三|张*",
        "王小明|王**",
        "欧阳修|欧**",
        "司马相如|司***",
        "张|****",
        "John Smith|J*** S****",
        "Li Wu|****",
        "Jean-Luc Picard|J******* P*****",
        "阿布都热合曼·买买提|阿*****·买**",
        "古丽娜尔·艾力|古***·艾*",
        "张 三|****",
        "张 小明|****",
        "A B C D|****",
        "𠮷野家|𠮷**",
        "👨‍👩‍👧|👨****",
        "x|****",
        "张三13800138000|张************",
      })
  void name(String value, String masked) {
    assertThat(Masks.mask(MaskName.NAME, value)).isEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wang.xiaoming@example.com|w***@example.com",
        "ab@example.com|a***@example.com",
        "a@example.com|***@example.com",
        "13800138000@mail.example.cn|1***@mail.example.cn",
        "张三@例子.公司|张***@例子.公司",
        "😀x@example.com|😀***@example.com",
        "a.b@xn--fsqu00a.xn--55qx5d|a***@xn--fsqu00a.xn--55qx5d",
        "no address|****",
        "@example.com|****",
        "user@|****",
        "user@localhost|****",
        "call me @ 13800138000|****",
        "wechat@13800138000|****",
        "wechat@138.0013.8000|****",
        "a@example.com, b@example.com|****",
        "张三 <a@example.com>|****",
        "张三 a@example.com|****",
        "a@b@example.com|****",
      })
  void email(String value, String masked) {
    assertThat(Masks.mask(MaskName.EMAIL, value)).isEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "11010519491231002X|110***********002X",
        "110105491231002|110********1002",
        "E12345678|E******78",
        "G1234567|G*****67",
        "A123456(7)|A*******7)",
        "1234567|****",
        "身份证11010519491231002X|****",
        "１１０１０５１９４９１２３１００２Ｘ|****",
        "my passport is lost|****",
        "🪪🪪🪪🪪🪪🪪🪪🪪|****",
      })
  void idNumber(String value, String masked) {
    assertThat(Masks.mask(MaskName.ID_NUMBER, value)).isEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4111111111111111|************1111",
        "4111 1111 1111 1111|**** **** **** 1111",
        "6222021234567890128|***************0128",
        "6222 0212 3456 7890 128|**** **** **** ***0 128",
        "6222-0212-3456-7890|****-****-****-7890",
        "12345678901|****",
        "4111 1111 1111 1111 exp 12/30|****",
        "４１１１１１１１１１１１１１１１|****",
      })
  void card(String value, String masked) {
    assertThat(Masks.mask(MaskName.CARD, value)).isEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "浙江省杭州市西湖区文三路 123 号|浙江省杭州市西湖区****",
        "浙江省金华市义乌市稠城街道|浙江省金华市义乌市****",
        "杭州市西湖区文三路123号|杭州市西湖区****",
        "西湖区文三路123号|西湖区****",
        "北京市朝阳区建国路88号|北京市朝阳区****",
        "北京朝阳区建国路88号|北京朝阳区****",
        "上海市浦东新区世纪大道1号|上海市浦东新区****",
        "重庆市彭水苗族土家族自治县汉葭街道|重庆市彭水苗族土家族自治县****",
        "内蒙古自治区呼和浩特市新城区中山东路|内蒙古自治区呼和浩特市新城区****",
        "新疆维吾尔自治区乌鲁木齐市天山区人民路|新疆维吾尔自治区乌鲁木齐市天山区****",
        "内蒙古自治区锡林郭勒盟正蓝旗上都镇|内蒙古自治区锡林郭勒盟正蓝旗****",
        "四川省凉山彝族自治州西昌市航天大道|四川省凉山彝族自治州西昌市****",
        "香港特别行政区中西区皇后大道中|香港特别行政区中西区****",
        "河北省唐山市路南区新华道|河北省唐山市路南区****",
        "广州市天河区体育西路|广州市天河区****",
        "杭州市文三路123号幸福小区5幢|杭州市****",
        "杭州市幸福小区5幢301室|杭州市****",
        "杭州市翠苑一区5幢|杭州市****",
        "文三路123号幸福小区5幢|****",
        "幸福小区5幢|****",
        "文三路世纪超市旁|****",
        "张三 13800138000 浙江省杭州市西湖区|****",
        "13800138000市|****",
        "浙江省杭州市|****",
        "No. 5 Wensan Road, Hangzhou|****",
        "🏠🏠区🏠|****",
      })
  void address(String value, String masked) {
    assertThat(Masks.mask(MaskName.ADDRESS, value)).isEqualTo(masked);
  }

  @Test
  void allHidesEvenTheLength() {
    assertThat(Masks.mask(MaskName.ALL, "x")).isEqualTo(Masks.mask(MaskName.ALL, "x".repeat(99)));
  }

  @ParameterizedTest
  @EnumSource(MaskName.class)
  void anEmptyValueStaysEmpty(MaskName mask) {
    assertThat(Masks.mask(mask, "")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(MaskName.class)
  void oddTextIsMaskedWithoutHarm(MaskName mask) {
    for (String odd : new String[] {"\0", "\uD800", "\uDC00\uD800", " ", "\n", "@", "市", "区"}) {
      assertThat(Masks.mask(mask, odd + odd + odd + "x")).isNotEqualTo(odd + odd + odd + "x");
    }
  }
}
