package dev.yinhu.notices.text;

import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.Language;
import dev.yinhu.notices.Message;
import dev.yinhu.notices.NoticesException;
import dev.yinhu.notices.Parameter;
import dev.yinhu.notices.SecretCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;

/**
 * The texts of notices, in Chinese and English, with all their versions: what waits in the outbox
 * is said in the version it was asked in. They hold no address to click at. Immutable.
 */
public final class Texts {
  private static final String FOLDER = "/dev/yinhu/notices/texts/";

  private final TextSettings settings;
  private final Map<String, Template> templates;

  private Texts(TextSettings settings, Map<String, Template> templates) {
    this.settings = settings;
    this.templates = templates;
  }

  /** Those that come with Yinhu. */
  public static Texts shipped(TextSettings settings) {
    Map<String, Template> found = new TreeMap<>();
    for (String line : resource("index").lines().toList()) {
      String[] part = line.split(" ", 2);
      Template template =
          TemplateFile.read(
              part[0], Integer.parseInt(part[1]), resource(part[0] + "." + part[1] + ".yaml"));
      found.put(line, template);
    }
    return new Texts(settings, found);
  }

  /**
   * Those that come with Yinhu, and before them those of a folder: {@code NAME.VERSION.yaml}, with
   * the parameters of the shipped text of that name. A higher version is what new notices are asked
   * in; keep the lower ones as long as notices wait that were asked in them.
   *
   * @throws NoticesException when a file is not such a text, with its name and what is wrong
   */
  public static Texts with(TextSettings settings, Path folder) {
    Texts shipped = shipped(settings);
    Map<String, Template> found = new TreeMap<>(shipped.templates);
    for (Template own : OwnTexts.read(folder, shipped)) {
      found.put(own.name() + " " + own.version(), own);
    }
    return new Texts(settings, found);
  }

  /** The newest of that name; empty when there is none. */
  Optional<Template> latest(String name) {
    return templates.values().stream()
        .filter(each -> each.name().equals(name))
        .max(Comparator.comparingInt(Template::version));
  }

  private static String resource(String name) {
    try (InputStream in = Texts.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the texts' file " + name + " is missing in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the texts' file " + name + " cannot be read", e);
    }
  }

  /** All, by name and version. */
  List<Template> all() {
    return List.copyOf(templates.values());
  }

  /** The newest version of a text; what new notices are asked in. */
  public int newest(String name) {
    return latest(name)
        .map(Template::version)
        .orElseThrow(() -> new IllegalArgumentException("there is no text " + name));
  }

  /**
   * Refuses a message that could not be said later.
   *
   * @param secret whether there is a one-time code with it
   * @throws IllegalArgumentException when text, parameters or words do not go together
   */
  public void check(Message message, boolean secret) {
    Template template = template(message);
    Map<String, String> kinds = new HashMap<>();
    message.parameters().forEach((name, value) -> kinds.put(name, value.kind()));
    if (!kinds.equals(template.parameters())) {
      throw new IllegalArgumentException(
          "text %s wants the parameters %s, not %s"
              .formatted(template.name(), template.parameters(), kinds));
    }
    if (secret != template.wantsSecret()) {
      throw new IllegalArgumentException(
          "text %s is %s a one-time code".formatted(template.name(), secret ? "without" : "for"));
    }
    message.parameters().forEach((name, value) -> said(template, name, value, message.language()));
  }

  /**
   * Fills in.
   *
   * @param secret left open by the caller's care
   * @throws IllegalArgumentException as {@link #check}
   */
  public Rendered render(Message message, Optional<SecretCode> secret, ChannelKind channel) {
    check(message, secret.isPresent());
    Template template = template(message);
    Map<String, String> filled = new TreeMap<>();
    filled.put(Template.PLATFORM, settings.platform());
    message
        .parameters()
        .forEach(
            (name, value) -> filled.put(name, said(template, name, value, message.language())));
    secret.ifPresent(code -> {
      StringBuilder text = new StringBuilder();
      code.appendTo(text);
      filled.put(Template.SECRET, text.toString());
    });
    Wording wording = template.wording(message.language());
    boolean mail = channel == ChannelKind.EMAIL;
    return new Rendered(
        message.language(),
        fill(wording.subject(), filled),
        fill(mail ? wording.full() : wording.brief(), filled),
        filled);
  }

  private Template template(Message message) {
    Template found = templates.get(message.template() + " " + message.version());
    if (found == null) {
      throw new IllegalArgumentException(
          "there is no text %s in version %d".formatted(message.template(), message.version()));
    }
    return found;
  }

  private static String fill(String text, Map<String, String> filled) {
    return Template.PLACE
        .matcher(text)
        .replaceAll(
            place -> Matcher.quoteReplacement(filled.getOrDefault(place.group(1), place.group())));
  }

  private String said(Template template, String name, Parameter value, Language language) {
    return switch (value) {
      case Parameter.Code(String code) -> template.word(name, code, language);
      case Parameter.Reference(String reference) -> reference;
      case Parameter.Count(long count) -> Long.toString(count);
      case Parameter.Day(LocalDate day) -> day(language).format(day);
      case Parameter.Moment(var moment) -> {
        LocalDateTime local = LocalDateTime.ofInstant(moment, settings.zone());
        yield day(language).format(local)
            + " "
            + DateTimeFormatter.ofPattern("HH:mm", language.locale()).format(local);
      }
    };
  }

  private static DateTimeFormatter day(Language language) {
    return switch (language) {
      case ZH_CN -> DateTimeFormatter.ofPattern("yyyy年M月d日", language.locale());
      case EN -> DateTimeFormatter.ofPattern("d MMMM yyyy", language.locale());
    };
  }
}
