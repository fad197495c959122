package dev.yinhu.breachresponse.scope;

import dev.yinhu.breachresponse.Order;

/** Is told after each estimate that was kept. May block; safe for use by many threads. */
@FunctionalInterface
public interface EstimateListener {
  /** Nobody is told. */
  EstimateListener NONE = (_, _) -> {};

  /** An estimate is made. */
  void estimated(ScopeEstimate estimate, Order order);
}
