package dev.yinhu.subjectrights.copy;

import dev.yinhu.register.graph.DataGraph;
import dev.yinhu.register.graph.Node;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.RightsException;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseWork;
import dev.yinhu.subjectrights.cases.Facts;
import dev.yinhu.subjectrights.cases.Step;
import dev.yinhu.subjectrights.cases.StepResult;
import dev.yinhu.subjectrights.connect.Answer;
import dev.yinhu.subjectrights.connect.StoreConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How requests for a copy are carried out: every collection can be read ({@code copy-plan}); then
 * the package is made ({@code copy-package}), from the beginning again after a crash. Safe for use
 * by many threads.
 */
public final class Copying {
  private static final String PLAN = "copy-plan";
  private static final String PACKAGE = "copy-package";

  private final CopyGround ground;
  private final CaseWork work;

  /** Nothing is opened or started; the schema {@code rights} is migrated. */
  public Copying(CopyGround ground) {
    this.ground = ground;
    this.work =
        new CaseWork(
            List.of(new Step.Planned(PLAN), new Step.Planned(PACKAGE)),
            Map.of(PLAN, this::plan, PACKAGE, this::make));
  }

  /** For copies and for handing data to another processor. */
  public CaseWork work() {
    return work;
  }

  /** A store that cannot be read is no store without rows. */
  private StepResult plan(Case subject, Step step) {
    long rows = 0;
    List<Node> nodes = DataGraph.of(ground.register().get().datasets()).reading();
    for (Node node : nodes) {
      Optional<StoreConnector> store = ground.stores().get().of(node.name().dataset());
      if (store.isEmpty()) {
        return trouble("no-connector", node);
      }
      switch (store.get().count(node, CopyMaking.person(ground, subject.id()))) {
        case Answer.Known<Long>(Long count) -> rows += count;
        case Answer.Failed<Long>(String code) -> {
          return trouble(code, node);
        }
      }
    }
    return new StepResult.Done(Facts.NONE.with("collections", nodes.size()).with("rows", rows));
  }

  private static StepResult trouble(String code, Node node) {
    return new StepResult.Human(code, Facts.NONE.with("collection", node.name().toString()));
  }

  private StepResult make(Case subject, Step step) {
    try {
      return new CopyMaking(ground, subject).make();
    } catch (IOException e) {
      throw new UncheckedIOException("the copy of case " + subject.id() + " was not written", e);
    } catch (Unreadable e) {
      return new StepResult.Human(e.code, Facts.NONE.with("collection", e.collection));
    }
  }

  /** A collection could not be read to its end. */
  static final class Unreadable extends RightsException {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final String collection;

    Unreadable(CaseId id, String collection, String code) {
      super("collection " + collection + " cannot be read for case " + id + ": " + code);
      this.code = code;
      this.collection = collection;
    }
  }
}
