package dev.yinhu.notices.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.Language;
import dev.yinhu.notices.Message;
import dev.yinhu.notices.NoticesException;
import dev.yinhu.notices.Parameter;
import dev.yinhu.notices.SecretCode;
import dev.yinhu.notices.TestNotices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextsTest {
  private final Texts texts = TestNotices.texts();

  /** Every text in both languages, once for each word that a code can become. */
  static Stream<Message> everyMessage() {
    return TestNotices.texts().all().stream()
        .flatMap(template ->
            Stream.of(Language.values())
                .flatMap(language ->
                    everyWord(template).map(words -> message(template, language, words))));
  }

  private static Stream<Map<String, Parameter>> everyWord(Template template) {
    if (template.words().isEmpty()) {
      return Stream.of(Map.of());
    }
    return template.words().entrySet().stream()
        .flatMap(each ->
            each.getValue().keySet().stream()
                .map(code -> Map.<String, Parameter>of(each.getKey(), new Parameter.Code(code))));
  }

  /** With the longest words for the other codes. */
  private static Message message(
      Template template, Language language, Map<String, Parameter> words) {
    Map<String, Parameter> parameters = new HashMap<>();
    template
        .words()
        .forEach(
            (name, codes) -> parameters.put(name, new Parameter.Code(longest(codes, language))));
    parameters.putAll(words);
    template
        .parameters()
        .forEach((name, kind) -> {
          switch (kind) {
            case "reference" -> parameters.put(name, new Parameter.Reference("YH-2026-000001"));
            case "count" -> parameters.put(name, new Parameter.Count(10));
            case "day" -> parameters.put(name, new Parameter.Day(LocalDate.of(2026, 12, 31)));
            case "moment" ->
                parameters.put(name, new Parameter.Moment(Instant.parse("2026-12-31T15:59:00Z")));
            default -> assertThat(kind).isEqualTo("code");
          }
        });
    return new Message(template.name(), template.version(), language, parameters);
  }

  private static String longest(Map<String, Map<Language, String>> codes, Language language) {
    return codes.entrySet().stream()
        .max(Comparator.comparingInt(code -> code.getValue().getOrDefault(language, "").length()))
        .orElseThrow()
        .getKey();
  }

  private Rendered said(Message message, ChannelKind channel) {
    boolean secret =
        texts.all().stream()
            .filter(each -> each.name().equals(message.template()))
            .anyMatch(Template::wantsSecret);
    return texts.render(
        message,
        secret ? Optional.of(SecretCode.of("48291374".toCharArray())) : Optional.empty(),
        channel);
  }

  @ParameterizedTest
  @MethodSource("everyMessage")
  void everyTextIsWholeShortAndWithoutLink(Message message) {
    Rendered brief = said(message, ChannelKind.SMS);
    Rendered full = said(message, ChannelKind.EMAIL);
    for (String text : List.of(brief.subject(), brief.text(), full.text())) {
      assertThat(text)
          .isNotBlank()
          .doesNotContain("{", "}")
          .doesNotContainIgnoringCase("http", "www.", "href", "://", "登录", "log in", "login");
    }
    assertThat(brief.subject()).hasSizeLessThan(78);
    assertThat(SmsLength.of(brief.text()).parts())
        .isBetween(1, message.language() == Language.ZH_CN ? 2 : 3);
    assertThat(brief).hasToString("Rendered[***]");
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    assertThatThrownBy(() -> texts.check(new Message("case-due", 1, Language.EN, Map.of()), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("case-due");
    assertThatThrownBy(() -> texts.check(new Message("case-due", 9, Language.EN, Map.of()), false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(texts.newest("case-due")).isOne();
  }

  @Test
  void noPersonalValueFitsIntoAParameter() {
    for (String value : List.of("13800138000", "a13800138000", "wang@example.cn", "王小明", "")) {
      assertThatThrownBy(() -> new Parameter.Code(value))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new Parameter.Reference("YH-" + value))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new Parameter.Count(13_800_138_000L))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"160,false,a,1", "161,false,a,2", "70,true,字,1", "71,true,字,2", "135,true,字,3"})
  void lengthIsCountedAsOperatorsDo(int count, boolean unicode, String of, int parts) {
    assertThat(SmsLength.of(of.repeat(count))).isEqualTo(new SmsLength(unicode, count, parts));
  }

  private static final String OWN =
      """
      parameters: {reference: reference, due: day}
      texts:
        zh-CN: {subject: "{reference}", brief: "快好了，{due}", full: "快好了，{due}"}
        en: {subject: "{reference}", brief: "Soon: {due}", full: "Soon: {due}"}
      """;

  private static Texts with(Path folder) {
    return Texts.with(new TextSettings("示例商城", ZoneId.of("Asia/Shanghai")), folder);
  }

  @Test
  void anOperatorsTextGoesBeforeTheShippedOneOfItsName(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("case-due.2.yaml"), OWN);
    Message due =
        new Message(
            "case-due",
            with(folder).newest("case-due"),
            Language.EN,
            Map.of(
                "reference",
                new Parameter.Reference("YH-1"),
                "due",
                new Parameter.Day(LocalDate.of(2026, 12, 31))));

    assertThat(due.version()).isEqualTo(2);
    assertThat(with(folder).render(due, Optional.empty(), ChannelKind.SMS).text())
        .isEqualTo("Soon: 31 December 2026");
  }

  @ParameterizedTest
  @CsvSource({
    "case-due.yaml,Soon,Soon,NAME.VERSION.yaml",
    "case-dew.2.yaml,Soon,Soon,no name that is asked for",
    "case-due.2.yaml,due: day,due: moment,wants",
    "case-due.2.yaml,Soon,https://a.b/c,link",
    "case-due.2.yaml,Soon,{secret},{secret}",
    "case-due.2.yaml,Soon,{who},not well-formed",
    "case-due.2.yaml,zh-CN,fr,not well-formed",
    "case-due.2.yaml,texts:,texts,not well-formed"
  })
  void anOperatorsTextIsHeldToWhatTheShippedOnePromises(
      String name, String text, String other, String told, @TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve(name), OWN.replace(text, other));

    assertThatThrownBy(() -> with(folder))
        .isInstanceOf(NoticesException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(told);
  }
}
