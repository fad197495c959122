package dev.yinhu.service.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/** Districts with their administrative codes (GB/T 2260), and addresses in them. */
final class Places {
  /**
   * @param code six digits, the first part of an ID number issued there
   */
  record District(String code, String name) {}

  private static final List<District> DISTRICTS =
      List.of(
          new District("110101", "北京市东城区"),
          new District("110105", "北京市朝阳区"),
          new District("110108", "北京市海淀区"),
          new District("120101", "天津市和平区"),
          new District("210102", "辽宁省沈阳市和平区"),
          new District("310101", "上海市黄浦区"),
          new District("310104", "上海市徐汇区"),
          new District("310115", "上海市浦东新区"),
          new District("320102", "江苏省南京市玄武区"),
          new District("320505", "江苏省苏州市虎丘区"),
          new District("330102", "浙江省杭州市上城区"),
          new District("330106", "浙江省杭州市西湖区"),
          new District("330203", "浙江省宁波市海曙区"),
          new District("350203", "福建省厦门市思明区"),
          new District("370102", "山东省济南市历下区"),
          new District("370202", "山东省青岛市市南区"),
          new District("410105", "河南省郑州市金水区"),
          new District("420106", "湖北省武汉市武昌区"),
          new District("430102", "湖南省长沙市芙蓉区"),
          new District("440106", "广东省广州市天河区"),
          new District("440304", "广东省深圳市福田区"),
          new District("440305", "广东省深圳市南山区"),
          new District("500103", "重庆市渝中区"),
          new District("510104", "四川省成都市锦江区"),
          new District("610113", "陕西省西安市雁塔区"));

  private static final List<String> ROADS =
      List.of("人民路", "中山路", "解放路", "建设路", "学院路", "文化路", "和平路", "长江路", "滨河路", "科技路", "青年路", "新华路");
  private static final List<String> ESTATES =
      List.of("阳光花园", "翠湖小区", "锦绣家园", "江南名苑", "金色嘉园", "玫瑰公寓");

  private Places() {}

  static District district(RandomGenerator random) {
    return DISTRICTS.get(random.nextInt(DISTRICTS.size()));
  }

  static String address(District district, RandomGenerator random) {
    return "%s%s%d号%s%d栋%d单元%d%02d室"
        .formatted(
            district.name(),
            ROADS.get(random.nextInt(ROADS.size())),
            random.nextInt(1, 999),
            ESTATES.get(random.nextInt(ESTATES.size())),
            random.nextInt(1, 31),
            random.nextInt(1, 5),
            random.nextInt(1, 33),
            random.nextInt(1, 5));
  }
}
