import {getLocal} from 'mockttp';

const server = getLocal();
it('is cut off', async () => {
	// expect: mockttp host /a: network
	await server.forGet('/a').thenResetConnection();
	// expect: mockttp host /b: after ?
	await server.forPost('/b').thenTimeout();
	// ok: the real one answers
	await server.forGet('/c').thenPassThrough();
});
