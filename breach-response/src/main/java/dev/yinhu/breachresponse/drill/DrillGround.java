package dev.yinhu.breachresponse.drill;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.containment.Containments;
import dev.yinhu.breachresponse.incident.Approvals;
import dev.yinhu.breachresponse.incident.Incidents;
import dev.yinhu.breachresponse.incident.PostMortems;
import dev.yinhu.breachresponse.incident.Worklist;
import dev.yinhu.breachresponse.jurisdiction.Duties;
import dev.yinhu.breachresponse.report.RegulatorReports;
import dev.yinhu.breachresponse.scope.Scopes;
import dev.yinhu.breachresponse.severity.Severities;
import dev.yinhu.breachresponse.tell.Tellings;
import dev.yinhu.breachresponse.warning.Warnings;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.register.Register;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What drills go through: the doors of real incidents.
 *
 * @param register the one in force, with its version
 * @param channels by which people would be told
 * @param zone of days
 */
public record DrillGround(
    Acts acts,
    AuditLog log,
    Warnings warnings,
    Incidents incidents,
    Containments containments,
    Scopes scopes,
    Severities severities,
    Duties duties,
    RegulatorReports reports,
    Tellings tellings,
    Approvals approvals,
    Worklist work,
    PostMortems postMortems,
    Supplier<Optional<InForce>> register,
    List<ChannelKind> channels,
    ZoneId zone,
    InstantSource clock) {
  /** A version of the register. */
  public record InForce(Register register, long version) {}

  /** Copies the list. */
  public DrillGround {
    channels = List.copyOf(channels);
  }
}
