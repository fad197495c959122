package dev.yinhu.piiscanner.report;

import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.source.Happening;
import dev.yinhu.piiscanner.source.Passage;
import dev.yinhu.piiscanner.source.Search;
import dev.yinhu.piiscanner.source.Watcher;
import java.util.function.LongConsumer;

/**
 * Scans the passages of sources and tells what stands in them, without personal data in the names
 * of files, keys and columns. For one thread.
 */
public final class PassageScan implements Watcher {
  private final Search search;
  private final Samples samples;
  private final HiddenNames names;
  private final Listener listener;
  private final LongConsumer advanced;

  /** Takes what a scan comes by, in the order of the source. */
  public interface Listener {
    /** Personal data. */
    void found(Found found);

    /** Anything else. */
    void happened(Happening happening);
  }

  /**
   * Tells a listener.
   *
   * @param advanced told of bytes that were read
   */
  public PassageScan(Search search, Samples samples, Listener listener, LongConsumer advanced) {
    this.search = search;
    this.samples = samples;
    this.names = new HiddenNames(search, samples);
    this.listener = listener;
    this.advanced = advanced;
  }

  @Override
  public void passage(String source, Passage passage) {
    String text = passage.text();
    int character = 0;
    int point = 0;
    for (Finding finding : search.findings(text, passage.hints())) {
      character = text.offsetByCodePoints(character, finding.start() - point);
      point = finding.start();
      if (character >= passage.ownFrom() && character < passage.ownTo()) {
        listener.found(found(source, passage, finding, character));
      }
    }
  }

  private Found found(String source, Passage passage, Finding finding, int character) {
    String text = passage.text();
    int length = finding.end() - finding.start();
    String value = text.substring(character, text.offsetByCodePoints(character, length));
    return new Found(
        names.path(source),
        names.place(passage.origin().at(text, character, finding.start())),
        finding.type(),
        length,
        finding.confidence(),
        samples.of(finding.type(), value));
  }

  @Override
  public void happened(Happening happening) {
    listener.happened(names.happening(happening));
  }

  @Override
  public void advanced(long bytes) {
    advanced.accept(bytes);
  }
}
