package dev.yinhu.piiscanner.source;

import dev.yinhu.piiscanner.Hints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the texts and attributes of XML, each with the names of its elements as hints, nearest
 * first. DTDs and external entities are off: a document that needs them is not read as XML, nor is
 * one with a tag or comment longer than {@value #LONGEST_TAG} characters or with more names than
 * {@link XmlNames} keeps: from there it is read as plain text. Memory does not grow with the
 * document. For one document.
 */
final class XmlForm {
  private static final int LONGEST_TEXT = 1 << 20;
  private static final int LONGEST_TAG = 1 << 20;
  private static final int CDATA_PIECE = 1 << 16;

  private final Tap in;
  private final Passage.Sink sink;
  private final long linesBefore;
  private final XmlNames names = new XmlNames();
  private final StringBuilder text = new StringBuilder();

  private XmlForm(Tap in, Passage.Sink sink) {
    this.in = in;
    this.sink = sink;
    this.linesBefore = in.origin().line() - 1;
    in.keepAtMost(LONGEST_TAG);
  }

  static void read(Tap tap, Passage.Sink sink) throws IOException {
    new XmlForm(tap, sink).document();
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty("jdk.xml.cdataChunkSize", CDATA_PIECE);
    return factory;
  }

  private void document() throws IOException {
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(in);
      while (reader.hasNext()) {
        event(reader, reader.next());
      }
    } catch (XMLStreamException e) {
      flush(linesBefore + 1);
      if (e.getNestedException() instanceof IOException cause) {
        throw cause;
      }
      long line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
      throw new BrokenFormException("it is not XML at line " + (linesBefore + line));
    }
  }

  private void event(XMLStreamReader reader, int event) throws IOException {
    long line = linesBefore + reader.getLocation().getLineNumber();
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> {
        flush(line);
        begin(reader, line);
      }
      case XMLStreamConstants.END_ELEMENT -> {
        flush(line);
        names.end();
      }
      case XMLStreamConstants.COMMENT -> {
        flush(line);
        give(reader.getText(), "", line);
      }
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
        text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
        if (text.length() > LONGEST_TEXT) {
          flush(line);
        }
      }
      case XMLStreamConstants.PROCESSING_INSTRUCTION -> met("", reader.getPITarget());
      default -> {
        // What is left holds no text.
      }
    }
    in.deliveredAt(reader.getLocation().getCharacterOffset());
  }

  private void begin(XMLStreamReader reader, long line) throws IOException {
    names.begin(met(reader.getPrefix(), reader.getLocalName()));
    for (int i = 0; i < reader.getNamespaceCount(); i++) {
      met(reader.getNamespacePrefix(i), reader.getNamespaceURI(i));
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String name = met(reader.getAttributePrefix(i), reader.getAttributeLocalName(i));
      give(reader.getAttributeValue(i), name, line);
    }
  }

  private String met(@Nullable String prefix, @Nullable String name) throws BrokenFormException {
    String known = name == null ? "" : name;
    names.met(prefix == null || prefix.isEmpty() ? known : prefix + ':' + known);
    return known;
  }

  private void flush(long line) {
    if (!text.isEmpty()) {
      String whole = text.toString();
      text.setLength(0);
      if (!whole.isBlank()) {
        give(whole, "", line);
      }
    }
  }

  private void give(String value, String attribute, long line) {
    Windows.of(
        value,
        hints(attribute),
        (text, character, codePoint) -> new Place.InTree(path(attribute), line, codePoint),
        sink);
  }

  private Hints hints(String attribute) {
    List<String> nearest = new ArrayList<>();
    if (!attribute.isEmpty()) {
      nearest.add(attribute);
    }
    names.open().forEach(element -> nearest.add(element.name()));
    return new Hints(nearest);
  }

  private String path(String attribute) {
    var path = new StringBuilder();
    for (XmlNames.Element element : names.open().reversed()) {
      path.append('/').append(ShownName.of(element.name()));
      path.append('[').append(element.index()).append(']');
    }
    return attribute.isEmpty() ? path.toString() : path + "/@" + ShownName.of(attribute);
  }
}
