package dev.yinhu.breachresponse.tell;

import static dev.yinhu.breachresponse.tell.TellingRoom.DPO;
import static dev.yinhu.breachresponse.tell.TellingRoom.LEAK;
import static dev.yinhu.breachresponse.tell.TellingRoom.person;
import static dev.yinhu.breachresponse.tell.TellingRoom.persons;
import static dev.yinhu.breachresponse.tell.TellingRoom.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.BreachException;
import dev.yinhu.breachresponse.Gate;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.Remark;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.notices.Await;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.Contact;
import dev.yinhu.notices.ContactSource;
import dev.yinhu.notices.Language;
import dev.yinhu.notices.TestNotices;
import dev.yinhu.notices.text.TextSettings;
import dev.yinhu.notices.text.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TellingsTest {
  private TestDatabase database;
  private SmsServer server;
  private TellingRoom room;
  private boolean started;

  @BeforeEach
  void open() throws IOException {
    database = TestDatabase.create("audit", "breach", "notices");
    server = SmsServer.calm();
    room = room(TestNotices.texts());
  }

  @AfterEach
  void close() {
    room.close();
    server.close();
    database.close();
  }

  private TellingRoom room(Texts texts) {
    return new TellingRoom(
        database.database(), System.nanoTime(), texts, SmsServer.channel(server.url()));
  }

  @Test
  void everybodyIsToldOnceAndANewScopeTellsOnlyTheNew() throws Exception {
    persons(0, 1200).forEach(room.people::add);
    tell();
    settled(1200);
    room.people.clear();
    room.version = 2;
    persons(600, 1500).forEach(room.people::add);
    assertThat(missing()).containsExactly("people-not-told");
    tell();
    settled(1500);

    assertThat(server.perNumber()).hasSize(1500);
    assertThat(server.perNumber().values()).allSatisfy(sent -> assertThat(sent).hasValue(1));
    assertThat(room.tellings.of(LEAK))
        .extracting(Telling::state, Telling::seen, Telling::taken)
        .containsExactly(
            tuple(TellingState.DONE, 1200L, 1200L), tuple(TellingState.DONE, 900L, 300L));
    assertThat(room.tellings.totals(LEAK, Role.PERSON))
        .isEqualTo(new TellingTotals(1500, 1500, 0, 0, 0, 0, 0));
    assertThat(room.leaves).containsExactly(Tellings.LEAVE, Tellings.LEAVE);
    assertThat(missing()).isEmpty();
  }

  @Test
  void totalsReconcileAndARestIsToldInPublic() throws Exception {
    persons(0, 100).forEach(room.people::add);
    room.contacts =
        person -> {
          long number = person.getMostSignificantBits();
          return number < 10
              ? new ContactSource.None()
              : number < 15
                  ? new ContactSource.Erased()
                  : new ContactSource.Known(Contact.of(person.toString().toCharArray()));
        };
    tell();
    assertThat(missing()).contains("notices-waiting");
    settled(100);

    assertThat(room.tellings.totals(LEAK, Role.PERSON))
        .isEqualTo(new TellingTotals(100, 85, 0, 10, 5, 0, 0));
    assertThat(missing()).containsExactly("public-notice-missing");
    PublicNotice published =
        room.tellings.publish(LEAK, new Reason("官网公告栏"), new Remark("关于个人信息安全事件的公告"), DPO);
    assertThat(published.persons()).isEqualTo(10);
    assertThat(room.tellings.published(LEAK)).containsExactly(published);
    assertThat(missing()).isEmpty();
  }

  @Test
  void guardiansAreToldOnceHoweverManyChildrenTheyHave() throws Exception {
    room.people.add(new Affected(person(1), true));
    room.people.add(new Affected(person(2), true));
    room.people.add(new Affected(person(3), true));
    room.people.add(new Affected(person(4), false));
    room.guardians.put(person(1), person(9));
    room.guardians.put(person(2), person(9));
    tell();
    settled(4);

    assertThat(server.perNumber()).hasSize(5).containsKey(person(9).toString());
    assertThat(server.bodies()).filteredOn(text -> text.contains("您孩子的联系方式")).hasSize(1);
    assertThat(room.tellings.totals(LEAK, Role.GUARDIAN))
        .isEqualTo(new TellingTotals(1, 1, 0, 0, 0, 0, 0));
    assertThat(room.tellings.of(LEAK).getFirst().guardiansUnknown()).isOne();
    assertThat(missing()).containsExactly("public-notice-missing");
  }

  @Test
  void whatWasCancelledBeforeItLeftIsToldByTheNextRun() throws Exception {
    persons(0, 40).forEach(room.people::add);
    Telling first = room.tellings.start(LEAK, wish(ChannelKind.SMS), DPO);
    assertThatThrownBy(() -> room.tellings.start(LEAK, wish(ChannelKind.SMS), DPO))
        .isInstanceOfSatisfying(
            ActRefused.class, refused -> assertThat(refused.code()).isEqualTo("telling-runs"));
    room.tellings.work();
    room.tellings.cancel(LEAK, first.number(), new Reason("文本有误"), DPO);
    assertThat(room.tellings.totals(LEAK, Role.PERSON))
        .isEqualTo(new TellingTotals(40, 0, 0, 0, 0, 0, 40));
    assertThat(missing()).containsExactly("people-not-told");
    tell();
    settled(40);

    assertThat(server.perNumber()).hasSize(40);
    assertThat(server.perNumber().values()).allSatisfy(sent -> assertThat(sent).hasValue(1));
    assertThat(room.tellings.totals(LEAK, Role.PERSON).told()).isEqualTo(40);
  }

  @Test
  void noticesBecomeDueAsFastAsTheWishSaysAndNoFaster() throws Exception {
    persons(0, 30).forEach(room.people::add);
    TellingWish slow =
        new TellingWish(
            wish(ChannelKind.SMS).text(),
            Language.EN,
            List.of(ChannelKind.SMS),
            10,
            Duration.ofDays(1));
    room.tellings.start(LEAK, slow, DPO);
    room.tellings.work();

    List<Double> seconds =
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(
                        "select extract(epoch from due_at - lag(due_at) over (order by key))"
                            + " from notices.notice order by key offset 1")
                    .mapTo(Double.class)
                    .list());
    assertThat(seconds).hasSize(29).containsOnly(6.0);
  }

  @Test
  void withoutAScopeAndOutOfOrderNothingIsTold() {
    room.version = 0;
    assertThatThrownBy(() -> room.tellings.start(LEAK, wish(ChannelKind.SMS), DPO))
        .isInstanceOfSatisfying(
            ActRefused.class, refused -> assertThat(refused.code()).isEqualTo("no-scope"));
    room.version = 1;
    room.people.add(new Affected(person(2), false));
    room.people.add(new Affected(person(1), false));
    room.tellings.start(LEAK, wish(ChannelKind.SMS), DPO);
    assertThatThrownBy(room.tellings::work).isInstanceOf(BreachException.class);
    assertThat(room.tellings.totals(LEAK, Role.PERSON).persons()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void theTextSaysAllThreeGroupsByEveryChannel(Language language) throws Exception {
    TellingWish wish =
        new TellingWish(
            new TellingText(List.of("payment"), "unknown", "payment", "keys", "bank", "officer"),
            language,
            List.of(ChannelKind.IN_APP, ChannelKind.EMAIL, ChannelKind.SMS),
            100,
            Duration.ofDays(3));

    assertThat(room.tellings.start(new IncidentId(1, false), wish, DPO).state())
        .isEqualTo(TellingState.RUNNING);
  }

  @Test
  void aTextOfOnesOwnThatLeavesAGroupOutIsRefused(@TempDir Path folder) throws Exception {
    String shipped;
    try (InputStream in =
        Texts.class.getResourceAsStream("/dev/yinhu/notices/texts/incident-people.1.yaml")) {
      assertThat(in).isNotNull();
      shipped = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Files.writeString(
        folder.resolve("incident-people.2.yaml"), shipped.replace("请您{help}。咨询", "咨询"));
    room.close();
    room = room(Texts.with(new TextSettings("示例商城", ZoneId.of("Asia/Shanghai")), folder));

    assertThatThrownBy(() -> room.tellings.start(LEAK, wish(ChannelKind.SMS), DPO))
        .isInstanceOf(ActRefused.class)
        .hasMessageContaining("does not say help");
    assertThatThrownBy(() ->
            room.tellings.start(
                LEAK,
                new TellingWish(
                    new TellingText(
                        List.of("contact"), "sabotage", "fraud", "stopped", "beware", "hotline"),
                    Language.EN,
                    List.of(ChannelKind.EMAIL),
                    100,
                    Duration.ofDays(1)),
                DPO))
        .isInstanceOfSatisfying(
            ActRefused.class, refused -> assertThat(refused.code()).isEqualTo("text-unknown"));
    assertThat(room.tellings.of(LEAK)).isEmpty();
  }

  private void tell() {
    room.tellings.start(LEAK, wish(ChannelKind.SMS), DPO);
    assertThat(missing()).contains("telling-runs");
    room.tellings.work();
  }

  private void settled(long persons) throws Exception {
    if (!started) {
      room.notices.start();
      started = true;
    }
    Await.until(
        "all notices are settled",
        () -> {
          room.tellings.follow(LEAK);
          return room.tellings.totals(LEAK, Role.PERSON).persons() == persons
              && room.tellings.totals(LEAK, Role.PERSON).waiting() == 0
              && room.tellings.totals(LEAK, Role.GUARDIAN).waiting() == 0;
        });
  }

  private List<String> missing() {
    return room.tellings.missing(LEAK, IncidentState.NOTIFIED).stream()
        .map(Gate.Missing::code)
        .toList();
  }
}
