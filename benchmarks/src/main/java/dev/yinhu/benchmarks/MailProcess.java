package dev.yinhu.benchmarks;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A local mail server as a process of its own, which keeps what it takes. Prints its port, and for
 * each line that it is told how many mails it has.
 */
final class MailProcess {
  private MailProcess() {}

  static Process start() throws IOException {
    return new ProcessBuilder(
            System.getProperty("yinhu.java", "java"),
            "-Xmx1g",
            "-cp",
            System.getProperty("java.class.path"),
            MailProcess.class.getName())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Until its input ends. */
  public static void main(String[] arguments) throws Exception {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    System.out.println(mail.getSmtp().getPort());
    BufferedReader asked =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (asked.readLine() != null) {
      System.out.println(mail.getReceivedMessages().length);
    }
    System.exit(0);
  }
}
