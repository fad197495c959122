package dev.yinhu.breachresponse.incident;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.Gate;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.Remark;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * Notes and tasks of incidents. A closed incident takes none, and no incident is closed while a
 * task is open. Durable; blocks; thread-safe.
 */
public final class Worklist implements Gate {
  private final WorkStore store;
  private final Acts acts;

  /** The schema {@code breach} is migrated. */
  public Worklist(Jdbi jdbi, Acts acts) {
    this.store = new WorkStore(jdbi);
    this.acts = acts;
  }

  /** Writes something down. */
  public Note note(IncidentId incident, Remark remark, Order order) {
    return acts.perform(
        Incidents.act(incident, "incident-note", Map.of()),
        order,
        (handle, now) -> {
          Incidents.open(IncidentStore.locked(handle, incident));
          return WorkStore.addNote(handle, incident, order.actor(), remark.text(), now);
        });
  }

  /** All notes, the first first. */
  public List<Note> notes(IncidentId incident) {
    return store.notes(incident);
  }

  /**
   * Gives somebody something to do.
   *
   * @param title what
   * @param owner who, as the log names them
   */
  public Task add(IncidentId incident, Reason title, String owner, Instant due, Order order) {
    if (owner.isBlank()) {
      throw new IllegalArgumentException("a task has an owner: name who does it");
    }
    return acts.perform(
        Incidents.act(incident, "incident-task", Map.of("owner", owner, "due", due.toString())),
        order,
        (handle, _) -> {
          Incidents.open(IncidentStore.locked(handle, incident));
          return WorkStore.addTask(handle, incident, title.text(), owner, due);
        });
  }

  /**
   * It is done.
   *
   * @throws ActRefused with {@code no-such-task} when none of that number is open
   */
  public void finish(IncidentId incident, long task, Reason outcome, Order order) {
    acts.perform(
        Incidents.act(incident, "incident-task-done", Map.of("task", Long.toString(task))),
        order,
        (handle, now) -> {
          Incidents.open(IncidentStore.locked(handle, incident));
          if (!WorkStore.finish(handle, incident, task, outcome.text(), order.actor(), now)) {
            throw new ActRefused(
                "no-such-task", "%s has no open task %d".formatted(incident, task));
          }
          return task;
        });
  }

  /** All tasks, the first first. */
  public List<Task> tasks(IncidentId incident) {
    return store.tasks(incident);
  }

  @Override
  public List<Missing> missing(IncidentId incident, IncidentState next) {
    if (next != IncidentState.CLOSED) {
      return List.of();
    }
    long open = store.tasks(incident).stream().filter(task -> task.done().isEmpty()).count();
    return open == 0
        ? List.of()
        : List.of(new Missing("tasks-open", "finish " + open + " open tasks"));
  }
}
