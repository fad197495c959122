package dev.yinhu.accessaudit.signal;

/**
 * How much more than in somebody's own past is too much.
 *
 * @param minimum less is never too much
 * @param deviations above the median
 * @param factor times the median
 * @param days that are compared with
 * @param historyDays how long they must have been known
 * @param activeHours how many amounts it takes
 */
record OwnPast(
    long minimum, double deviations, double factor, int days, int historyDays, int activeHours) {
  static OwnPast ofBulk(SignalSettings settings) {
    return new OwnPast(
        settings.whole(Knob.BULK_MINIMUM),
        settings.decimal(Knob.BULK_DEVIATIONS),
        settings.decimal(Knob.BULK_FACTOR),
        settings.count(Knob.BULK_DAYS),
        settings.count(Knob.BULK_HISTORY),
        settings.count(Knob.BULK_HOURS));
  }

  static OwnPast ofLogReading(SignalSettings settings) {
    return new OwnPast(
        settings.whole(Knob.LOG_MINIMUM),
        settings.decimal(Knob.LOG_DEVIATIONS),
        settings.decimal(Knob.LOG_FACTOR),
        settings.count(Knob.LOG_DAYS),
        settings.count(Knob.LOG_HISTORY),
        settings.count(Knob.LOG_HOURS));
  }

  double threshold(Usual usual) {
    double above = usual.median() + deviations * usual.deviation();
    return Math.max((double) minimum, Math.max(above, factor * usual.median()));
  }
}
