package dev.yinhu.accessaudit.signal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What is remembered by key; beyond a bound the one not asked for longest is forgotten. */
final class Keyed<S> {
  /** Writes one. */
  interface Writer<S> {
    void write(DataOutput out, S state) throws IOException;
  }

  /** Reads one. */
  interface Reader<S> {
    S read(DataInput in) throws IOException;
  }

  private final int most;
  private final LinkedHashMap<String, S> states = new LinkedHashMap<>(16, 0.75f, true);

  Keyed(int most) {
    this.most = most;
  }

  /** What is remembered of the key, or a beginning. */
  S at(String key, Supplier<S> beginning) {
    S known = states.get(key);
    if (known != null) {
      return known;
    }
    S fresh = beginning.get();
    if (states.size() >= most) {
      states.remove(states.firstEntry().getKey());
    }
    states.put(key, fresh);
    return fresh;
  }

  int size() {
    return states.size();
  }

  /** Longest not asked for first, so that forgetting goes on as before. */
  void write(DataOutput out, Writer<S> writer) throws IOException {
    out.writeInt(states.size());
    for (Map.Entry<String, S> one : states.entrySet()) {
      out.writeUTF(one.getKey());
      writer.write(out, one.getValue());
    }
  }

  void read(DataInput in, Reader<S> reader) throws IOException {
    states.clear();
    for (int left = in.readInt(); left > 0; left--) {
      String key = in.readUTF();
      S state = reader.read(in);
      states.put(key, state);
    }
  }
}
