package dev.yinhu.piiscanner.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.piiscanner.necessity.Drift;
import dev.yinhu.piiscanner.necessity.Holdings;
import dev.yinhu.piiscanner.necessity.Judgements;
import dev.yinhu.piiscanner.necessity.Scoring;
import dev.yinhu.piiscanner.necessity.Words;
import dev.yinhu.piiscanner.report.Items;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgementsJsonTest {
  @Test
  void everyJudgementStandsInItWithReasonsPurposesAndWhatToDo() throws IOException {
    JsonNode json = written(Items.judgements());

    assertThat(json.get("judgements")).hasSize(8);
    assertThat(json.get("compliant").asBoolean()).isFalse();
    JsonNode phone = json.at("/judgements/1");
    assertThat(phone.get("verdict").asText()).isEqualTo("plaintext");
    assertThat(phone.get("declared_as").asText()).isEqualTo("shop.users.phone");
    assertThat(phone.at("/purposes/0/purpose").asText()).isEqualTo("deliver");
    assertThat(phone.at("/reasons/0").asText()).isEqualTo("plaintext-where-ciphertext");
    assertThat(phone.at("/action/zh").asText()).contains("yinhu protect");
    assertThat(json.at("/judgements/7/why").asText()).isEqualTo("no-permission");
    assertThat(json.at("/score/terms/0/verdict").asText()).isEqualTo("unreadable");
    assertThat(json.get("not_looked_at").toString()).contains("shop.orders.passport");
    assertThat(json.at("/changes/0/change").asText()).isEqualTo("first-seen");
    assertThat(json.at("/changes/0/doubt").asText()).isEqualTo("not-looked-at");
  }

  @Test
  void nothingJudgedHasNoScore() throws IOException {
    JsonNode json = written(new Judgements(Holdings.inventory(), List.of(), List.of()));

    assertThat(json.get("score").isNull()).isTrue();
    assertThat(json.get("compliant").asBoolean()).isFalse();
  }

  private static JsonNode written(Judgements judgements) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new JudgementsJson(new Scoring(Items.levels(), Words.shipped()), Words.shipped())
        .write(
            judgements,
            Optional.of(Drift.between(Holdings.inventory(), judgements.inventory())),
            out);
    return JsonMapper.builder().build().readTree(out.toByteArray());
  }
}
