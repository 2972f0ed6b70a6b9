import timekeeper from 'timekeeper';

// ok: a set clock is not an advance
timekeeper.travel(0);
