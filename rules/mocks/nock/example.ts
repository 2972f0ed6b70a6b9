import nock from 'nock';

it('repeats', () => {
	// expect: nock host api.example.com/a: status503 once
	nock('https://api.example.com').get('/a').reply(503);
	// expect: nock host api.example.com/b: after 2000, network
	nock('https://api.example.com').persist().get('/b').delay(2000).replyWithError('down');
	// expect: nock host api.example.com/c: status503
	nock('https://api.example.com').get('/c').twice().reply(503);
	// ok: nothing answers yet
	nock.disableNetConnect();
});
