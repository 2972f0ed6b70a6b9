import {MockAgent, request} from 'undici';

it('fails', async () => {
	const agent = new MockAgent();
	// expect: MockAgent host api.example.com/a: status500
	agent.get('https://api.example.com').intercept({path: '/a'}).reply(500).persist();
	// ok: the call under test
	await request('https://api.example.com/a');
});
