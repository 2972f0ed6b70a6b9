import proxyquire from 'proxyquire';

// ok: the module under test is the real one
const mail = proxyquire('../lib/mail', {
	// expect: proxyquire module ./db:
	'./db': {query: async () => []},
});
