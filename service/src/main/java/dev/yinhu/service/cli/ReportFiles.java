package dev.yinhu.service.cli;

import dev.yinhu.breachresponse.report.Answer;
import dev.yinhu.breachresponse.report.ReportPdf;
import dev.yinhu.breachresponse.report.ReportVersion;
import dev.yinhu.notices.Language;
import dev.yinhu.service.api.ReportAnswers;
import dev.yinhu.service.http.JsonBody;
import dev.yinhu.service.http.ProblemException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;

/** Answers of reports that are read from files, and reports that are written to files. */
final class ReportFiles {
  private static final JsonBody<ReportAnswers> ANSWERS = JsonBody.of(ReportAnswers.class);
  private static final int LONGEST = 1 << 20;

  private final IncidentRun run;

  ReportFiles(IncidentRun run) {
    this.run = run;
  }

  /**
   * The answers of a file.
   *
   * @throws WrongUse when it cannot be read, is too long or not as expected
   */
  Map<String, Answer> answers(Path file) {
    try (InputStream in = Files.newInputStream(run.world().workingDirectory().resolve(file))) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new WrongUse(file + " is too long for the answers of a report");
      }
      return ANSWERS.read(Buffer.buffer(bytes)).answers();
    } catch (ProblemException e) {
      throw new WrongUse(file + ": " + e.getMessage());
    } catch (IOException e) {
      throw new WrongUse("cannot read " + file + "; name a file that is there");
    }
  }

  /**
   * Writes a version as PDF or JSON, by the name of the file; one that is there is not replaced.
   *
   * @throws CommandException when it cannot be written
   */
  void save(Path file, ReportVersion version, ReportPdf pdf, String language) {
    Path where = run.world().workingDirectory().resolve(file);
    byte[] bytes = bytes(file.toString().toLowerCase(Locale.ROOT), version, pdf, language);
    try {
      Files.write(where, bytes, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new CommandException(
          "cannot write " + file + "; check its directory, and that there is no such file yet", e);
    }
    run.world().console().note("written: " + file);
  }

  private static byte[] bytes(String name, ReportVersion version, ReportPdf pdf, String language) {
    if (name.endsWith(".json")) {
      return version.json().getBytes(StandardCharsets.UTF_8);
    }
    if (name.endsWith(".pdf")) {
      return pdf.render(version, language(language));
    }
    throw new WrongUse("--save names a file that ends with .pdf or .json");
  }

  private static Language language(String text) {
    return switch (text) {
      case "zh" -> Language.ZH_CN;
      case "en" -> Language.EN;
      default -> throw new WrongUse("--language is zh or en");
    };
  }
}
