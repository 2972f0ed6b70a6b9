import {db} from './db';

it('fails', () => {
	// expect: spyOn db.query: throw
	spyOn(db, 'query').and.throwError('down');
	// ok: the real one runs
	spyOn(db, 'close').and.callThrough();
	// expect: timers fake, advance 100
	jasmine.clock().install();
	jasmine.clock().tick(100);
});
