package dev.yinhu.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.service.Main;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A data directory with the demo's register applied and one caller, and the service on it. */
final class Installation implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path OPTIONS = Path.of("service", "jvm.options");

  private final ScratchDirectory directory;
  private final String token;

  private Installation(ScratchDirectory directory, String token) {
    this.directory = directory;
    this.token = token;
  }

  static Installation make() throws IOException, InterruptedException {
    try (InputStream in = Main.class.getResourceAsStream("/demo/register.yaml")) {
      if (in == null) {
        throw new IOException("the demo's register is not on the class path");
      }
      return make(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** With that register, and the caller {@code order-service}. */
  static Installation make(String registerText) throws IOException, InterruptedException {
    ScratchDirectory directory = ScratchDirectory.create();
    Path register = Files.writeString(directory.path().resolve("register.yaml"), registerText);
    command("register", "apply", register.toString(), "--data", data(directory), "--json");
    return new Installation(directory, added(directory, "order-service", "service"));
  }

  /** Adds one more caller, and gives its token. */
  String caller(String name, String role) throws IOException, InterruptedException {
    return added(directory, name, role);
  }

  private static String added(ScratchDirectory directory, String name, String role)
      throws IOException, InterruptedException {
    String told =
        command("caller", "add", name, "--role", role, "--data", data(directory), "--json");
    return JSON.readTree(told).path("token").asText();
  }

  private static String data(ScratchDirectory directory) {
    return directory.path().toString();
  }

  private static String command(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("yinhu.java", "java"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("failed: " + String.join(" ", arguments) + "\n" + out);
    }
    return out;
  }

  String token() {
    return token;
  }

  /** The options that the launcher gives. */
  static List<String> options() throws IOException {
    return Files.readAllLines(OPTIONS).stream().filter(line -> line.startsWith("-")).toList();
  }

  ServerProcess serve() throws IOException {
    return serve(List.of());
  }

  /** With further arguments, such as {@code --config FILE}. */
  ServerProcess serve(List<String> more) throws IOException {
    int port = ServerProcess.freePort();
    List<String> arguments = new ArrayList<>(List.of(Main.class.getName(), "serve"));
    arguments.addAll(List.of("--data", data(directory), "--port", Integer.toString(port)));
    arguments.addAll(more);
    return ServerProcess.start(directory.path().resolve("serve.log"), options(), arguments, port);
  }

  /** Starts the service through the launcher, as a person would. */
  ServerProcess launch() throws IOException {
    int port = ServerProcess.freePort();
    Process process =
        new ProcessBuilder(
                "./yinhu",
                "serve",
                "--data",
                directory.path().toString(),
                "--port",
                Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(directory.path().resolve("serve.log").toFile())
            .start();
    return new ServerProcess(process, port);
  }

  JsonNode post(int port, String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException("not 200 but " + response.statusCode() + ": " + response.body());
      }
      return JSON.readTree(response.body());
    }
  }

  @Override
  public void close() throws IOException {
    directory.close();
  }
}
