import {it, mock, spyOn} from 'bun:test';
import {db} from './db';

// expect: mock.module module ./mail:
mock.module('./mail', () => ({send: () => 1}));
it('fails', () => {
	// expect: spyOn db.query: reject
	spyOn(db, 'query').mockRejectedValue(new Error('down'));
	// ok: it only watches
	spyOn(db, 'close');
});
