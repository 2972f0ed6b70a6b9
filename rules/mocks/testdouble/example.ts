import td from 'testdouble';
import {db} from './db';

it('fails', () => {
	// expect: testdouble db.query: throw
	td.when(db.query('a')).thenThrow(new Error('down'));
	// expect: testdouble db.load: reject
	td.when(db.load('a')).thenCallback(new Error('down'));
	// ok: it only asks
	td.verify(db.close());
});
