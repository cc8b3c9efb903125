-- What a desk shows of today: found without reading everybody who came.

CREATE INDEX did_not_come ON tickets (hall_id, day, ended_at)
    WHERE state = 'no_show';
CREATE INDEX of_counter ON tickets (hall_id, day, counter_id)
    WHERE counter_id IS NOT NULL;
