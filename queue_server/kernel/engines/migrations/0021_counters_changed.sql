-- When counters were open on a day, whatever else happened in years.

CREATE INDEX counters_changed ON journal (hall_id, at)
    WHERE kind IN ('CounterOpened', 'CounterPaused', 'CounterClosed');
