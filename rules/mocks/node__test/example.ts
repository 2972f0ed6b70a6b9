import {it, mock} from 'node:test';
import {db} from './db';

it('fails', () => {
	// expect: mock.method db.query: throw
	mock.method(db, 'query', () => {
		throw new Error('down');
	});
	// expect: timers fake, advance 1000
	mock.timers.enable({apis: ['setTimeout']});
	mock.timers.tick(1000);
	// ok: without an implementation it only watches
	mock.method(db, 'close');
});
