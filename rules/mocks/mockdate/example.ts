import MockDate from 'mockdate';

// ok: a set clock is not an advance
MockDate.set(0);
