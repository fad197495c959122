package dev.yinhu.notices.text;

import dev.yinhu.notices.Language;
import dev.yinhu.notices.NoticesException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the texts of an operator's folder, held to what those that come with Yinhu promise. */
final class OwnTexts {
  private static final Pattern NAME =
      Pattern.compile("([a-z][a-z0-9-]{0,62})\\.([1-9][0-9]{0,5})\\.yaml");
  private static final Pattern LINK = Pattern.compile("://|www\\.|href");
  private static final long MOST_BYTES = 64 * 1_024;

  private OwnTexts() {}

  static List<Template> read(Path folder, Texts shipped) {
    List<Template> own = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
        own.add(one(file, shipped));
      }
    } catch (IOException e) {
      throw new NoticesException("the folder of texts " + folder + " cannot be read", e);
    }
    return own;
  }

  private static Template one(Path file, Texts shipped) throws IOException {
    String name = String.valueOf(file.getFileName());
    Matcher form = NAME.matcher(name);
    if (!form.matches()) {
      throw new NoticesException("the text " + name + " is not named NAME.VERSION.yaml");
    }
    Template like =
        shipped
            .latest(form.group(1))
            .orElseThrow(() ->
                new NoticesException("the text " + name + " is of no name that is asked for"));
    if (Files.size(file) > MOST_BYTES) {
      throw new NoticesException("the text " + name + " is longer than 64 KiB");
    }
    Template own;
    try {
      own =
          TemplateFile.read(form.group(1), Integer.parseInt(form.group(2)), Files.readString(file));
    } catch (RuntimeException e) {
      throw new NoticesException("the text " + name + " is not well-formed: " + e.getMessage(), e);
    }
    require(own.parameters().equals(like.parameters()), name, "wants " + like.parameters());
    require(
        own.wantsSecret() == like.wantsSecret(),
        name,
        like.wantsSecret() ? "has no place for {secret}" : "has a place for a {secret}");
    require(hasWords(own, like), name, "leaves out words that the shipped text has");
    require(isWithoutLink(own), name, "holds a link: say in words what is to be done");
    return own;
  }

  private static void require(boolean good, String name, String otherwise) {
    if (!good) {
      throw new NoticesException("the text " + name + " " + otherwise);
    }
  }

  private static boolean hasWords(Template own, Template like) {
    return like.words().entrySet().stream()
        .allMatch(each ->
            own.words()
                .getOrDefault(each.getKey(), Map.of())
                .keySet()
                .containsAll(each.getValue().keySet()));
  }

  private static boolean isWithoutLink(Template own) {
    return Stream.of(Language.values())
        .map(own::wording)
        .flatMap(each -> Stream.of(each.subject(), each.brief(), each.full()))
        .noneMatch(text -> LINK.matcher(text.toLowerCase(Locale.ROOT)).find());
  }
}
