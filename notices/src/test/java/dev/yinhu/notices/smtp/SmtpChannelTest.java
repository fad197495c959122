package dev.yinhu.notices.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.Sending;
import dev.yinhu.notices.channel.Outcome;
import dev.yinhu.notices.channel.ResultCode;
import dev.yinhu.notices.smtp.SmtpSettings.Login;
import dev.yinhu.notices.smtp.SmtpSettings.Security;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpChannelTest {
  private static final GreenMail SERVER =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    SERVER.start();
    SERVER.setUser("yinhu", "not-a-secret");
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  private static SmtpChannel open(int port, Security security, Optional<Login> login) {
    return SmtpChannel.open(
        new SmtpSettings(
            "127.0.0.1",
            port,
            security,
            login,
            "privacy@shop.example",
            "示例商城",
            Duration.ofSeconds(5),
            true,
            2));
  }

  private static Outcome sent(SmtpChannel channel, String to, String key) {
    try (var outgoing = Sending.to(to, key, ChannelKind.EMAIL)) {
      return channel.send(outgoing);
    }
  }

  @Test
  void everyTryOfANoticeIsTheSameMail() throws Exception {
    SERVER.purgeEmailFromAllMailboxes();
    Path password = Files.writeString(directory.resolve("password"), "not-a-secret\n");
    try (SmtpChannel channel =
        open(
            SERVER.getSmtp().getPort(), Security.NONE, Optional.of(new Login("yinhu", password)))) {
      assertThat(sent(channel, "wang@example.cn", "a/1"))
          .isEqualTo(new Outcome.Delivered(ResultCode.TAKEN, Optional.empty()));
      sent(channel, "wang@example.cn", "a/1");
      sent(channel, "li@example.cn", "a/2");
    }
    var mails = SERVER.getReceivedMessages();
    assertThat(mails).hasSize(3);
    assertThat(mails[0].getMessageID())
        .isEqualTo("<" + Sending.id("a/1") + "@shop.example>")
        .isEqualTo(mails[1].getMessageID())
        .isNotEqualTo(mails[2].getMessageID());
    assertThat(mails[0].getSentDate()).isEqualTo(mails[1].getSentDate());
    assertThat(mails[0].getSubject()).isEqualTo("示例商城：已收到您的申请 YH-2026-0001");
    assertThat(mails[0].getContent().toString()).contains("2026年3月20日");
    assertThat(mails[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
  }

  @Test
  void anAddressThatIsNoneIsRefusedHere() {
    try (SmtpChannel channel = open(1, Security.NONE, Optional.empty())) {
      assertThat(sent(channel, "a@b.example, c@d.example", "a/1"))
          .isInstanceOf(Outcome.Refused.class);
    }
  }

  @Test
  void aServerWithoutStarttlsGetsNothing() throws Exception {
    SERVER.purgeEmailFromAllMailboxes();
    try (SmtpChannel channel =
        open(SERVER.getSmtp().getPort(), Security.STARTTLS, Optional.empty())) {
      assertThat(sent(channel, "wang@example.cn", "a/1")).isInstanceOf(Outcome.TryLater.class);
    }
    assertThat(SERVER.getReceivedMessages()).isEmpty();
  }

  @Test
  void repliesAreReadByTheirNumber() throws Exception {
    assertThat(answered(line -> line.startsWith("RCPT") ? "550 no such user" : "250 ok"))
        .isEqualTo(new Outcome.Refused(new ResultCode("smtp-550")));
    assertThat(answered(line -> line.startsWith("RCPT") ? "451 greylisted" : "250 ok"))
        .isEqualTo(new Outcome.TryLater(new ResultCode("smtp-451"), Optional.empty(), false));
    assertThat(answered(line -> line.startsWith("MAIL") ? "421 closing" : "250 ok"))
        .isEqualTo(new Outcome.TryLater(new ResultCode("smtp-421"), Optional.empty(), true));
    assertThat(answered(line -> line.equals(".") ? "554 spam" : "250 ok"))
        .isEqualTo(new Outcome.Refused(new ResultCode("smtp-554")));
  }

  @Test
  void aConnectionThatBreaksAfterTheMailLeavesOpenWhetherItWasTaken() throws Exception {
    assertThat(answered(line -> line.equals(".") ? "" : "250 ok"))
        .isInstanceOf(Outcome.Unclear.class);
    assertThat(answered(line -> line.startsWith("RCPT") ? "" : "250 ok"))
        .isInstanceOf(Outcome.TryLater.class);
  }

  /** A server of a few lines: it answers each line, and an empty answer breaks the connection. */
  private static Outcome answered(UnaryOperator<String> answers) throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listener.setSoTimeout(10_000);
      Thread server = Thread.ofVirtual().start(() -> serve(listener, answers));
      try (SmtpChannel channel = open(listener.getLocalPort(), Security.NONE, Optional.empty())) {
        return sent(channel, "wang@example.cn", "a/1");
      } finally {
        server.join();
      }
    }
  }

  private static void serve(ServerSocket listener, UnaryOperator<String> answers) {
    try (Socket socket = listener.accept();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      say(socket, "220 here");
      boolean data = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (data && !line.equals(".")) {
          continue;
        }
        data = line.equals("DATA");
        String answer = data ? "354 go on" : answers.apply(line);
        if (answer.isEmpty()) {
          return;
        }
        say(socket, answer);
      }
    } catch (java.io.IOException over) {
      // The client has gone.
    }
  }

  private static void say(Socket socket, String line) throws java.io.IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }
}
