package dev.yinhu.service.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.service.demo.DemoStep.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import net.lingala.zip4j.io.inputstream.ZipInputStream;
import net.lingala.zip4j.model.LocalFileHeader;

/**
 * Gives a customer a copy of what two stores hold of them: a sealed archive, whose passphrase is
 * told once and on another way.
 */
final class CopyStep {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CopyStep() {}

  static Outcome show(DemoScene scene) {
    DemoClient client = scene.client();
    String at = DemoRequests.asked(client, "copy", DemoScene.CUSTOMER);
    client.post("dpo", at + "/verify", DemoClient.object());
    String state = DemoRequests.awaited(client, at);
    byte[] archive = client.bytes("order-service", at + "/package");
    String passphrase =
        client
            .post("order-service", at + "/passphrase", DemoClient.object())
            .json()
            .path("passphrase")
            .asText("");
    Map<String, String> files = opened(archive, passphrase);
    String phone = phone(files.getOrDefault("data/shop.users.json", "[]"));
    boolean again =
        client.post("order-service", at + "/passphrase", DemoClient.object()).status() == 200;
    boolean ok =
        state.equals("completed")
            && phone.matches("1[0-9]{10}")
            && files.containsKey("data/crm.contacts.json")
            && files.containsKey("index.html")
            && !again;
    return new Outcome(
        ok,
        ("顾客的副本：两处存储，%d 个文件，AES-256 加密压缩包 %,d 字节，口令只告知一次 · a customer's copy from two stores: %d"
                + " files in an AES-256 archive of %,d bytes, its passphrase told once")
            .formatted(files.size(), archive.length, files.size(), archive.length),
        Map.of("state", state, "files", files.size(), "bytes", archive.length));
  }

  private static String phone(String users) {
    try {
      JsonNode rows = JSON.readTree(users);
      return rows.path(0).path("phone").asText("");
    } catch (IOException e) {
      return "";
    }
  }

  private static Map<String, String> opened(byte[] archive, String passphrase) {
    Map<String, String> files = new HashMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(archive), passphrase.toCharArray())) {
      LocalFileHeader next = zip.getNextEntry();
      while (next != null) {
        files.put(next.getFileName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
        next = zip.getNextEntry();
      }
    } catch (IOException e) {
      throw new DemoException("the copy does not open", e);
    }
    return files;
  }
}
