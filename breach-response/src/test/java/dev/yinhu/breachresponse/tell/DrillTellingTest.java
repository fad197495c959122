package dev.yinhu.breachresponse.tell;

import static dev.yinhu.breachresponse.tell.TellingRoom.DPO;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.notices.Await;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.Contact;
import dev.yinhu.notices.ContactSource;
import dev.yinhu.notices.TestNotices;
import dev.yinhu.notices.smtp.SmtpChannel;
import dev.yinhu.notices.smtp.SmtpSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A number and an address that could be real stand behind the persons of a drill. */
class DrillTellingTest {
  private static final String NUMBER = "13800138000";
  private static final String ADDRESS = "wang.xiaoming@shop.example";

  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final AtomicInteger opened = new AtomicInteger();
  private TestDatabase database;
  private SmsServer sms;
  private TellingRoom room;

  @BeforeEach
  void open() throws Exception {
    mail.start();
    sms = SmsServer.calm();
    database = TestDatabase.create("audit", "breach", "notices");
    room =
        new TellingRoom(
            database.database(),
            System.nanoTime(),
            TestNotices.texts(),
            SmsServer.channel(sms.url()),
            SmtpChannel.open(settings(mail.getSmtp().getPort())));
    TellingRoom.persons(0, 50).forEach(room.people::add);
    room.notices.start();
  }

  @AfterEach
  void close() {
    room.close();
    sms.close();
    mail.stop();
    database.close();
  }

  private static SmtpSettings settings(int port) {
    return new SmtpSettings(
        "127.0.0.1",
        port,
        SmtpSettings.Security.NONE,
        Optional.empty(),
        "privacy@shop.example",
        "示例商城",
        Duration.ofSeconds(5),
        true,
        2);
  }

  @Test
  void nothingOfADrillReachesAServer() throws Exception {
    IncidentId drill = new IncidentId(7, true);
    plant(NUMBER);
    tell(drill, ChannelKind.SMS, ChannelKind.EMAIL);
    assertThat(room.tellings.missing(drill, IncidentState.NOTIFIED)).isEmpty();
    IncidentId another = new IncidentId(8, true);
    plant(ADDRESS);
    tell(another, ChannelKind.EMAIL, ChannelKind.SMS);

    assertThat(opened).as("contacts opened").hasValue(0);
    assertThat(sms.requests()).isZero();
    assertThat(mail.getReceivedMessages()).isEmpty();
  }

  @Test
  void theSameOfARealIncidentDoes() throws Exception {
    IncidentId real = new IncidentId(9, false);
    plant(NUMBER);
    tell(real, ChannelKind.SMS);
    IncidentId another = new IncidentId(10, false);
    plant(ADDRESS);
    tell(another, ChannelKind.EMAIL);

    assertThat(sms.perNumber()).containsOnlyKeys(NUMBER);
    assertThat(mail.getReceivedMessages()).hasSize(50);
  }

  private void plant(String contact) {
    room.contacts =
        _ -> {
          opened.incrementAndGet();
          return new ContactSource.Known(Contact.of(contact.toCharArray()));
        };
  }

  private void tell(IncidentId incident, ChannelKind... channels) throws Exception {
    room.tellings.start(incident, TellingRoom.wish(channels), DPO);
    room.tellings.work();
    TellingTotals all = new TellingTotals(50, 50, 0, 0, 0, 0, 0);
    Await.until(
        "all are settled",
        () -> {
          room.tellings.follow(incident);
          return room.tellings.totals(incident, Role.PERSON).equals(all);
        });
  }
}
