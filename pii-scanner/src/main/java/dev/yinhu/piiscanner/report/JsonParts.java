package dev.yinhu.piiscanner.report;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.yinhu.piiscanner.source.Happening;
import dev.yinhu.piiscanner.source.Happening.WasRead;
import dev.yinhu.piiscanner.source.Happening.WasSkipped;
import dev.yinhu.piiscanner.source.Happening.WentWrong;
import dev.yinhu.piiscanner.source.Place;
import dev.yinhu.piiscanner.source.Place.InCell;
import dev.yinhu.piiscanner.source.Place.InText;
import dev.yinhu.piiscanner.source.Place.InTree;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** The fields of JSON reports, the same in all of them. For one thread. */
final class JsonParts {
  private final JsonGenerator out;

  JsonParts(OutputStream stream) throws IOException {
    out =
        new JsonFactoryBuilder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .rootValueSeparator("")
            .build()
            .createGenerator(stream);
  }

  JsonGenerator out() {
    return out;
  }

  void found(Found found) throws IOException {
    out.writeStringField("source", found.source());
    place(found.place());
    out.writeStringField("type", found.type().name());
    out.writeNumberField("length", found.length());
    out.writeNumberField("confidence", Confidence.shown(found.confidence()));
    out.writeStringField("masked", found.sample().masked());
    out.writeStringField("fingerprint", found.sample().fingerprint());
  }

  private void place(Place place) throws IOException {
    switch (place) {
      case InText(long line, long column) -> {
        out.writeNumberField("line", line);
        out.writeNumberField("column", column);
      }
      case InCell(long record, int column, String name, int offset) -> {
        out.writeNumberField("record", record);
        out.writeNumberField("column", column);
        out.writeStringField("name", name);
        out.writeNumberField("offset", offset);
      }
      case InTree(String path, long line, int offset) -> {
        out.writeStringField("path", path);
        out.writeNumberField("line", line);
        out.writeNumberField("offset", offset);
      }
    }
  }

  void happened(Happening happening) throws IOException {
    out.writeStringField("source", happening.source());
    switch (happening) {
      case WasRead read -> {
        out.writeStringField("form", word(read.form()));
        out.writeStringField("charset", read.charset());
        out.writeNumberField("bytes", read.bytes());
        out.writeNumberField("malformed", read.malformed());
      }
      case WasSkipped skipped -> {
        out.writeStringField("reason", word(skipped.why()));
        out.writeStringField("detail", skipped.why().words());
      }
      case WentWrong wrong -> {
        out.writeStringField("problem", word(wrong.wrong()));
        out.writeBooleanField("unseen", wrong.wrong().fails());
        out.writeStringField("detail", wrong.detail());
      }
    }
  }

  void summary(Summary summary) throws IOException {
    out.writeNumberField("files", summary.files());
    out.writeNumberField("bytes", summary.bytes());
    out.writeNumberField("malformed", summary.malformed());
    out.writeNumberField("found", summary.findings());
    out.writeNumberField("sources_with_findings", summary.sourcesWithFindings());
    out.writeNumberField("troubles", summary.troubles());
    out.writeNumberField("unseen", summary.unseen());
    out.writeObjectFieldStart("skipped");
    for (var one : summary.skipped().entrySet()) {
      out.writeNumberField(word(one.getKey()), one.getValue());
    }
    out.writeEndObject();
    out.writeObjectFieldStart("types");
    for (var one : summary.types().entrySet()) {
      out.writeObjectFieldStart(one.getKey().name());
      out.writeNumberField("count", one.getValue().count());
      out.writeNumberField("sources", one.getValue().sources());
      out.writeNumberField("confidence", Confidence.shown(one.getValue().confidence()));
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
