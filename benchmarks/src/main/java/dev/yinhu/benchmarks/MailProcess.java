package dev.yinhu.benchmarks;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.concurrent.locks.LockSupport;

/**
 * A local mail server as a process of its own: it keeps what it takes, so every second it forgets
 * it again. Prints its port, then a number whenever it forgot so many mails.
 */
final class MailProcess {
  private static final long PAUSE_NANOS = 1_000_000_000L;

  private MailProcess() {}

  static Process start() throws java.io.IOException {
    return new ProcessBuilder(
            System.getProperty("yinhu.java", "java"),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            MailProcess.class.getName())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Until it is killed, or its parent is. */
  public static void main(String[] arguments) throws Exception {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    System.out.println(mail.getSmtp().getPort());
    ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
    while (parent.isAlive()) {
      LockSupport.parkNanos(PAUSE_NANOS);
      int taken = mail.getReceivedMessages().length;
      mail.purgeEmailFromAllMailboxes();
      System.out.println(taken);
    }
    System.exit(0);
  }
}
