import rewiremock from 'rewiremock';

// ok: the module under test is the real one
const mail = rewiremock.proxy('../lib/mail', {
	// expect: rewiremock module ./db:
	'./db': {query: async () => []},
});
