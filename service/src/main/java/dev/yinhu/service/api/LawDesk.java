package dev.yinhu.service.api;

import dev.yinhu.breachresponse.jurisdiction.Duties;
import dev.yinhu.breachresponse.report.RegulatorReports;
import dev.yinhu.breachresponse.report.ReportPdf;
import dev.yinhu.breachresponse.scope.Scopes;
import dev.yinhu.breachresponse.severity.Severities;

/** What is assessed about incidents, and what the law asks then. Thread-safe; blocks. */
public record LawDesk(
    Scopes scopes, Severities severities, Duties duties, RegulatorReports reports, ReportPdf pdf) {}
