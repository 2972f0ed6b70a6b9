import HttpAgent, {HttpsAgent} from 'agentkeepalive';

// expect: pool arcs=exhaust,resource-error
export const agent = new HttpAgent({
	maxSockets: 100,
	maxFreeSockets: 10,
	// expect: timeout arcs=fire
	timeout: 60_000,
	freeSocketTimeout: 30_000,
});

// expect: pool arcs=resource-error
export const secure = new HttpsAgent();

const Agent = require('agentkeepalive');
export class Client {
	// expect: pool arcs=resource-error
	readonly agent = new Agent.HttpsAgent({keepAlive: true});
}

// ok: timeout
export const status = agent.getCurrentStatus();
