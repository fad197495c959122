package dev.yinhu.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The six-field record against AWS Encryption SDK and AWS Database Encryption SDK with raw AES
 * keyrings. Their libraries do not go together on one class path, so each runs in a process of its
 * own, and so does Yinhu; {@code benchmarks/run peers} builds them.
 */
final class Peers {
  private static final String YINHU = "yinhu";
  private static final double TARGET = 50;

  /** The blackhole's own words against making one; here it only takes references. */
  private static final String BLACKHOLE =
      "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.";

  private Peers() {}

  static void main() throws IOException, InterruptedException {
    Map<String, Long> nanos = new HashMap<>();
    nanos.putAll(run(System.getProperty("java.class.path"), Peers.class.getName()));
    nanos.putAll(run(peer("aws-esdk"), "dev.yinhu.benchmarks.peer.AwsEncryptionSdk"));
    nanos.putAll(run(peer("aws-db-esdk"), "dev.yinhu.benchmarks.peer.AwsDatabaseEncryptionSdk"));
    nanos.keySet().stream().sorted().forEach(measured -> print(measured, nanos));
  }

  private static void print(String measured, Map<String, Long> nanos) {
    String direction = measured.substring(measured.indexOf(' ') + 1);
    long ours = nanos.getOrDefault(YINHU + " " + direction, 0L);
    long theirs = nanos.getOrDefault(measured, 0L);
    String target = measured.startsWith("aws-db-esdk ") ? " (target %.0f)".formatted(TARGET) : "";
    System.out.printf(
        "peer %s: %d ns, %.1f times Yinhu's%s%n", measured, theirs, (double) theirs / ours, target);
  }

  private static String peer(String module) throws IOException {
    Path target = Path.of("benchmarks", "peers", module, "target");
    if (!Files.isDirectory(target.resolve("lib"))) {
      throw new IOException("not built: " + target + "; start with benchmarks/run peers");
    }
    return target.resolve("classes") + ":" + target.resolve("lib") + "/*";
  }

  private static Map<String, Long> run(String classPath, String main)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                System.getProperty("yinhu.java", "java"),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-cp",
                classPath,
                main)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(main + " failed");
    }
    Map<String, Long> nanos = new HashMap<>();
    List<String> lines = new ArrayList<>(out.lines().toList());
    lines.removeIf(line -> !line.matches("[a-z-]+ (protect|reveal) [0-9]+"));
    for (String line : lines) {
      int space = line.lastIndexOf(' ');
      nanos.put(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
    }
    return nanos;
  }

  /** Yinhu's own part, in a process of its own. */
  public static void main(String[] arguments) throws IOException {
    Blackhole sink = new Blackhole(BLACKHOLE);
    try (SixFields fields = SixFields.open()) {
      PeerClock.measure(YINHU, () -> fields.protect(sink), () -> fields.reveal(sink));
    }
  }
}
