package dev.yinhu.service.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** All rows of the demo shop, made from a seed. */
record ShopData(List<User> users, List<Address> addresses, List<Order> orders, List<Chat> chats) {
  static final int CUSTOMERS = 2_000;
  static final int ORDERS = 5_000;
  private static final int CHATS = 1_500;
  private static final int DAYS = 700;
  private static final int REMARK_EVERY = 10;

  record User(Person person, Instant since) {}

  record Address(String id, String userId, String detail) {}

  record Order(
      String id,
      String userId,
      String consigneeName,
      String consigneePhone,
      BigDecimal amount,
      Instant createdAt,
      @Nullable Instant completedAt,
      @Nullable String remark) {}

  record Chat(String id, String userId, String text, Instant at) {}

  private static final List<String> CHAT_TEXTS =
      List.of(
          "你好，我的订单什么时候发货？",
          "麻烦改一下收货电话，改成%s，谢谢",
          "我是%s，昨天买的鞋子尺码不对，可以换吗？",
          "快递说地址不详，应该是%s",
          "发票可以开公司抬头吗？",
          "退款已经收到，谢谢客服",
          "请让快递送到%s，放门口就行",
          "这个商品支持七天无理由退货吗？");

  static ShopData make(RandomGenerator random, Instant now) {
    People people = new People(random);
    List<User> users = new ArrayList<>(CUSTOMERS);
    List<Address> addresses = new ArrayList<>();
    for (int i = 1; i <= CUSTOMERS; i++) {
      Person person = people.person(i);
      users.add(new User(person, before(now, random)));
      addresses.add(new Address("a-" + (addresses.size() + 1), person.id(), person.address()));
      if (random.nextInt(3) == 0) {
        String second = Places.address(Places.district(random), random);
        addresses.add(new Address("a-" + (addresses.size() + 1), person.id(), second));
      }
    }
    return new ShopData(
        users, addresses, orders(users, people, random, now), chats(users, random, now));
  }

  private static List<Order> orders(
      List<User> users, People people, RandomGenerator random, Instant now) {
    List<Order> orders = new ArrayList<>(ORDERS);
    for (int i = 1; i <= ORDERS; i++) {
      Person buyer = users.get(random.nextInt(users.size())).person();
      Person consignee = random.nextInt(5) == 0 ? people.person(CUSTOMERS + i) : buyer;
      Instant created = before(now, random);
      Instant done = created.plus(Duration.ofHours(random.nextInt(24, 240)));
      orders.add(
          new Order(
              "o-%06d".formatted(i),
              buyer.id(),
              consignee.name(),
              consignee.phone(),
              BigDecimal.valueOf(random.nextInt(990, 299_900), 2),
              created,
              done.isBefore(now) ? done : null,
              i % REMARK_EVERY == 0 ? "放门卫，到了打这个电话" + consignee.phone() : null));
    }
    return orders;
  }

  private static List<Chat> chats(List<User> users, RandomGenerator random, Instant now) {
    List<Chat> chats = new ArrayList<>(CHATS);
    for (int i = 1; i <= CHATS; i++) {
      Person person = users.get(random.nextInt(users.size())).person();
      String template = CHAT_TEXTS.get(random.nextInt(CHAT_TEXTS.size()));
      chats.add(new Chat("c-" + i, person.id(), filled(template, person), before(now, random)));
    }
    return chats;
  }

  private static String filled(String template, Person person) {
    String value =
        template.contains("电话")
            ? person.phone()
            : template.startsWith("我是") ? person.name() : person.address();
    return template.replace("%s", value);
  }

  private static Instant before(Instant now, RandomGenerator random) {
    return now.minus(Duration.ofMinutes(random.nextLong(1, Duration.ofDays(DAYS).toMinutes())));
  }
}
