package dev.yinhu.service.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.yinhu.piiscanner.appraisal.Appraisal;
import dev.yinhu.piiscanner.appraisal.AppraisalOutput;
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
  private final ScanOutput output;
  private final @Nullable ReportWriter writer;
  private @Nullable Appraisal appraisal;

  /**
   * @param appraised whether the scan is held against anything
   */
  FileReports(ScanOutput output, boolean appraised) throws IOException {
    this.output = output;
    PrintStream out = output.console().out();
    AppraisalOutput appraisals = output.appraisals();
    this.writer =
        switch (output.format()) {
          case TEXT -> new TextReport(out, appraisals.language(), appraisals::label);
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
      output.appraisals().json(appraisal, json);
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
    PrintStream out = output.console().out();
    switch (output.format()) {
      case TEXT -> output.appraisals().text(appraised, out);
      case JSON, JSONL -> {}
      case SARIF -> output.appraisals().sarif(appraised, out);
      case HTML -> output.appraisals().html(appraised, out);
    }
    output.notices(appraised);
  }
}
