package dev.yinhu.subjectrights.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.SubjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresFileTest {
  @TempDir Path directory;

  private StoresReading read(String text) throws IOException {
    Files.writeString(directory.resolve("password"), "tiger\n");
    Files.writeString(
        directory.resolve("key"), "whsk_" + Base64.getEncoder().encodeToString(new byte[32]));
    return StoresFile.read(Files.writeString(directory.resolve("stores.yaml"), text));
  }

  @Test
  void everyStoreIsReachedAsItIsWritten() throws Exception {
    StoresReading reading =
        read(
            """
            stores:
              shop:
                jdbc:
                  url: jdbc:postgresql://db/shop
                  user: yinhu
                  password_file: password
                  tables: {users: crm.people}
                  columns: {users.phone: mobile}
              crm:
                webhook: {url: https://crm.example/yinhu, key_file: key, acknowledge_within: P1D}
              cabinet:
                manual: {}
            """);

    assertThat(reading.problems()).isEmpty();
    try (OpenStores open = new OpenStores(reading.stores(), _ -> false, InstantSource.system())) {
      Stores stores = open.over(ShopGraph.GRAPH);
      assertThat(stores.of("shop")).get().isInstanceOf(JdbcConnector.class);
      assertThat(stores.of("crm")).get().isInstanceOf(WebhookConnector.class);
      assertThat(stores.of("cabinet"))
          .get()
          .extracting(store -> store.count(ShopGraph.node("users"), new SubjectId("ann-1")))
          .isEqualTo(new Answer.Failed<>("by-hand"));
      assertThat(stores.of("elsewhere")).isEmpty();
    }
    assertThat(reading.toString()).doesNotContain("tiger");
  }

  @Test
  void recipientsAreReachedBySignedRequestsAlone() throws Exception {
    StoresReading reading =
        read(
            """
            stores: {}
            recipients:
              agency: {webhook: {url: https://agency.example/yinhu, key_file: key}}
              cabinet: {manual: {}}
            """);

    assertThat(reading.recipients()).containsOnlyKeys("agency");
    assertThat(reading.problems()).singleElement().asString().contains("reached by webhook");
  }

  @Test
  void allProblemsAreToldAtOnceWithTheirPlaces() throws Exception {
    StoresReading reading =
        read(
            """
            stores:
              shop:
                jdbc: {url: "jdbc:oracle:x", pasword_file: password}
              crm:
                webhook: {url: "http://crm.example", key_file: nowhere, timeout: soon}
              both:
                jdbc: {url: "jdbc:mysql://x"}
                manual: {}
              none: {}
              crm: {manual: {}}
            """);

    assertThat(reading.problems())
        .anySatisfy(line -> assertThat(line).startsWith("stores.yaml:3:").contains("'url' begins"))
        .anySatisfy(line -> assertThat(line).startsWith("stores.yaml:3:").contains("password_file"))
        .anySatisfy(line -> assertThat(line).startsWith("stores.yaml:5:").contains("https://"))
        .anySatisfy(line -> assertThat(line).startsWith("stores.yaml:5:").contains("PT10S"))
        .anySatisfy(line -> assertThat(line).startsWith("stores.yaml:5:").contains("nowhere"))
        .anySatisfy(line -> assertThat(line).startsWith("stores.yaml:7:").contains("one way"))
        .anySatisfy(line -> assertThat(line).startsWith("stores.yaml:9:").contains("one way"))
        .anySatisfy(line -> assertThat(line).startsWith("stores.yaml:10:").contains("second time"));
  }

  @Test
  void aFileThatIsNoneIsAProblemAndNothingElse() throws Exception {
    assertThat(read("[").problems()).singleElement().asString().contains("not YAML");
    assertThat(read("- x").problems()).singleElement().asString().contains("mapping");
    assertThat(read("store: {}").problems()).hasSize(2);
    assertThat(StoresFile.read(directory.resolve("gone")).problems()).hasSize(1);
  }
}
