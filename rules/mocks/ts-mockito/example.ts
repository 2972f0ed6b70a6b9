import {mock, when} from 'ts-mockito';
import {Db} from './db';

const db = mock(Db);
it('fails', () => {
	// expect: ts-mockito db.query: reject
	when(db.query('a')).thenReject(new Error('down'));
	// ok: nothing is told
	when(db.close());
});
