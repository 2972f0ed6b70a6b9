import esmock from 'esmock';

// ok: the module under test is the real one
const mail = await esmock('../lib/mail.js', {
	// expect: esmock module ./db.js:
	'./db.js': {query: async () => []},
});
