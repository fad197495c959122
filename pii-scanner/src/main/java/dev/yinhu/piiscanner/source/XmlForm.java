package dev.yinhu.piiscanner.source;

import dev.yinhu.piiscanner.Hints;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the texts and attributes of XML, each with the names of its elements as hints, nearest
 * first. DTDs and external entities are off: a document that needs them is not read as XML. For one
 * document.
 */
final class XmlForm {
  private static final int LONGEST_TEXT = 1 << 20;
  private static final int DEEPEST = 1000;

  private final Tap in;
  private final Passage.Sink sink;
  private final long linesBefore;
  private final Deque<Element> open = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private Map<String, Integer> roots = new HashMap<>();

  /** An element that is open, and how many of each name it has begun. */
  private record Element(String name, int index, Map<String, Integer> children) {}

  private XmlForm(Tap in, Passage.Sink sink) {
    this.in = in;
    this.sink = sink;
    this.linesBefore = in.origin().line() - 1;
  }

  static void read(Tap tap, Passage.Sink sink) throws IOException {
    new XmlForm(tap, sink).document();
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
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
        open.pop();
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
      default -> {
        // Processing instructions and the like hold no text.
      }
    }
    in.deliveredAt(reader.getLocation().getCharacterOffset());
  }

  private void begin(XMLStreamReader reader, long line) throws IOException {
    if (open.size() == DEEPEST) {
      throw new BrokenFormException("its elements are nested deeper than " + DEEPEST);
    }
    String name = reader.getLocalName();
    Map<String, Integer> siblings = open.isEmpty() ? roots : open.element().children();
    open.push(new Element(name, siblings.merge(name, 1, Integer::sum), new HashMap<>()));
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      give(reader.getAttributeValue(i), reader.getAttributeLocalName(i), line);
    }
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
    List<String> names = new ArrayList<>();
    if (!attribute.isEmpty()) {
      names.add(attribute);
    }
    open.forEach(element -> names.add(element.name()));
    return new Hints(names);
  }

  private String path(String attribute) {
    var path = new StringBuilder();
    for (Element element : open.reversed()) {
      path.append('/').append(ShownName.of(element.name()));
      path.append('[').append(element.index()).append(']');
    }
    return attribute.isEmpty() ? path.toString() : path + "/@" + ShownName.of(attribute);
  }
}
