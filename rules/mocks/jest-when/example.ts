import {when} from 'jest-when';
import {db} from './db';

it('fails', () => {
	// expect: jest-when db.query: reject once
	when(db.query).calledWith('a').mockRejectedValueOnce(new Error('down'));
	// expect: jest-when db.load: reject
	when(db.load).defaultRejectedValue(new Error('down'));
	// ok: nothing is told
	when(db.close);
});
