package dev.yinhu.service.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.yinhu.piiscanner.report.Found;
import dev.yinhu.piiscanner.report.JsonReport;
import dev.yinhu.piiscanner.report.JsonlReport;
import dev.yinhu.piiscanner.report.ReportWriter;
import dev.yinhu.piiscanner.report.Summary;
import dev.yinhu.piiscanner.report.TextReport;
import dev.yinhu.piiscanner.source.Happening;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the report of a scan of files in one format. For one run, by one thread. */
final class FileReports {
  private final ScanCommand.Format format;
  private final AppraisalOutput output;
  private final Console console;
  private final @Nullable ReportWriter writer;
  private @Nullable Appraisal appraisal;

  /**
   * @param appraised whether the scan is held against anything
   */
  FileReports(ScanCommand.Format format, AppraisalOutput output, boolean appraised, Console console)
      throws IOException {
    this.format = format;
    this.output = output;
    this.console = console;
    PrintStream out = console.out();
    this.writer =
        switch (format) {
          case TEXT -> new TextReport(out, output.language(), output::label);
          case JSON -> new JsonReport(buffered(out), this::appendix);
          case JSONL ->
              new JsonlReport(
                  buffered(out), appraised ? Optional.of(this::appendix) : Optional.empty());
          case SARIF, HTML -> null;
        };
  }

  private static OutputStream buffered(PrintStream out) {
    return new BufferedOutputStream(out);
  }

  private void appendix(JsonGenerator json) throws IOException {
    if (appraisal != null) {
      output.json(appraisal, json);
    }
  }

  void found(Found found) throws IOException {
    if (writer != null) {
      writer.found(found);
    }
  }

  void happened(Happening happening) throws IOException {
    if (writer != null) {
      writer.happened(happening);
    }
  }

  /** The end of the scan; everything is written when this returns. */
  void end(Summary summary, Appraisal appraised) throws IOException {
    appraisal = appraised;
    if (writer != null) {
      writer.end(summary);
    }
    PrintStream out = console.out();
    switch (format) {
      case TEXT -> output.text(appraised, out);
      case JSON, JSONL -> {}
      case SARIF -> output.sarif(appraised, out);
      case HTML -> output.html(appraised, out);
    }
    output.notices(appraised, format, console);
  }
}
