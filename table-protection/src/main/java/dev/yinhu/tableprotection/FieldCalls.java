package dev.yinhu.tableprotection;

import dev.yinhu.fieldaccess.Access;
import dev.yinhu.fieldaccess.CompareItem;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.fieldaccess.ItemResult;
import dev.yinhu.fieldaccess.OpenItem;
import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.fieldaccess.SealItem;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Calls field access for one run of a job: each call is one request with one entry in the access
 * log. Results come when the entry is durable. Blocks. Safe for use by many threads.
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

  List<ItemResult> encrypt(List<SealItem> items) throws InterruptedException {
    return items.isEmpty() ? List.of() : results(access.encrypt(requester(), items));
  }

  List<ItemResult> rewrap(List<OpenItem> items) throws InterruptedException {
    return items.isEmpty() ? List.of() : results(access.rewrap(requester(), items));
  }

  List<ItemResult> compare(List<CompareItem> items) throws InterruptedException {
    return items.isEmpty() ? List.of() : results(access.compare(requester(), items));
  }

  private Requester requester() {
    return new Requester(job.caller(), "job-" + runId + "-" + number.incrementAndGet());
  }

  private static List<ItemResult> results(Access request) throws InterruptedException {
    if (request.needsStore()) {
      request.load();
    }
    try {
      return request.finish().get().items();
    } catch (ExecutionException e) {
      throw new ProtectionException(
          "the access log cannot be written, so nothing was encrypted or compared: mend Yinhu's own"
              + " database and run the job again to go on",
          e);
    }
  }
}
