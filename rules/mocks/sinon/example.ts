import sinon from 'sinon';
import {db} from './db';

it('repeats', () => {
	// expect: sinon.stub db.query: reject once, success
	sinon.stub(db, 'query').onFirstCall().rejects(new Error('down')).resolves([]);
	// ok: a stub that calls through replaces nothing
	sinon.stub(db, 'ping').callThrough();
	// ok: it only watches
	sinon.spy(db, 'close');
});
