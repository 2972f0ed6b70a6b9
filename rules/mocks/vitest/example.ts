import {it, vi} from 'vitest';
import {db} from './db';

// expect: vi.mock module ./mail: success
vi.mock(import('./mail'));
it('fails', async () => {
	// expect: vi.spyOn db.query: throw
	vi.spyOn(db, 'query').mockImplementation(() => {
		throw new Error('down');
	});
	// expect: timers advance 500
	await vi.advanceTimersByTimeAsync(500);
});
it('watches', () => {
	// ok: a spy without an implementation only watches
	vi.spyOn(db, 'close');
});
