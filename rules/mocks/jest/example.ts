import {jest} from '@jest/globals';
import {db} from './db';

// expect: jest.mock module ./mail: success
jest.mock('./mail');
it('repeats', async () => {
	// expect: jest.spyOn db.query: reject once, success
	jest.spyOn(db, 'query').mockRejectedValueOnce(new Error('down')).mockResolvedValue([]);
	// expect: timers fake, advance 1000
	jest.useFakeTimers();
	jest.advanceTimersByTime(1000);
});
it('watches', () => {
	// ok: a spy without an implementation only watches
	jest.spyOn(db, 'close');
	// ok: a set clock is not an advance
	jest.setSystemTime(0);
});
