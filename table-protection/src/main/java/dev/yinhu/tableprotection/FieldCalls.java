package dev.yinhu.tableprotection;

import dev.yinhu.fieldaccess.Access;
import dev.yinhu.fieldaccess.BatchResult;
import dev.yinhu.fieldaccess.CompareItem;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.fieldaccess.IndexItem;
import dev.yinhu.fieldaccess.ItemResult;
import dev.yinhu.fieldaccess.OpenItem;
import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.fieldaccess.SealItem;
import dev.yinhu.fieldaccess.SealedIndexItem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/**
 * Calls field access for one run of a job: each request has one entry in the access log, and its
 * results come when the entry is durable. Safe for use by many threads.
 */
final class FieldCalls {
  private final FieldAccess access;
  private final ProtectionJob job;
  private final String runId;
  private final AtomicLong number = new AtomicLong();

  FieldCalls(FieldAccess access, ProtectionJob job, String runId) {
    this.access = access;
    this.job = job;
    this.runId = runId;
  }

  /** Requests that wait for their entries. */
  record Asked(List<CompletableFuture<BatchResult>> requests) {
    /** The results of all of them, in order. Blocks. */
    List<ItemResult> results() throws InterruptedException {
      List<ItemResult> results = new ArrayList<>();
      for (CompletableFuture<BatchResult> request : requests) {
        try {
          results.addAll(request.get().items());
        } catch (ExecutionException e) {
          throw new ProtectionException(
              "the access log cannot be written, so nothing was encrypted or compared: mend"
                  + " Yinhu's own database and run the job again to go on",
              e);
        }
      }
      return results;
    }
  }

  Asked encrypt(List<SealItem> items) {
    return ask(items, FieldAccess.MAX_ITEMS, access::encryptInside);
  }

  Asked rewrap(List<OpenItem> items) {
    return ask(items, FieldAccess.MAX_ITEMS, access::rewrap);
  }

  Asked compare(List<CompareItem> items) {
    return ask(items, FieldAccess.MAX_ITEMS, access::compare);
  }

  Asked index(List<IndexItem> items, int most) {
    return ask(items, most, access::indexInside);
  }

  Asked indexSealed(List<SealedIndexItem> items, int most) {
    return ask(items, most, access::indexSealed);
  }

  private <T> Asked ask(List<T> items, int most, BiFunction<Requester, List<T>, Access> call) {
    List<CompletableFuture<BatchResult>> requests = new ArrayList<>();
    for (int from = 0; from < items.size(); from += most) {
      List<T> some = items.subList(from, Math.min(items.size(), from + most));
      Access request = call.apply(requester(), some);
      if (request.needsStore()) {
        request.load();
      }
      requests.add(request.finish());
    }
    return new Asked(requests);
  }

  private Requester requester() {
    return new Requester(job.caller(), "job-" + runId + "-" + number.incrementAndGet());
  }
}
