import test from 'ava';
import {extractSites} from '../../src/extract/sites/extract-sites.ts';
import {indexFile} from '../../src/extract/walk.ts';
import {linkProject} from '../../src/link/link-project.ts';
import {factsOf, projectOf} from './facts-of.ts';

/** `file:line kind` of every site that linking leaves. */
function sitesOf(files: Record<string, string>): string[] {
	const facts = factsOf(files);
	for (const fact of facts) fact.sites = extractSites(indexFile(fact.file, files[fact.file]!));
	return linkProject(facts, projectOf()).sites.map(({file, line, kind}) => `${file}:${line} ${kind}`);
}

const CONNECTION = `
import type {Manager} from './manager.js';
export class Connection {
	constructor(private readonly manager: Manager) {}
	open() {
		this.socket = connect(this.url);
		this.socket.on('error', err => this.manager.connectionLost(this, err));
	}
}`;

test('a listener hands over to another file, which opens the connection again later: a retry, and no handler', t => {
	const again = `
		import {Connection} from './connection.js';
		export class Manager {
			connectionLost(connection: Connection, err: Error) { setTimeout(() => this.again(connection), 100); }
			again(connection: Connection) { connection.open(); }
		}`;
	t.deepEqual(sitesOf({'connection.ts': CONNECTION, 'manager.ts': again}), ['connection.ts:5 retry']);
});

test('the same listener where nobody opens it again: a handler, and no retry', t => {
	const gone = `
		import {Connection} from './connection.js';
		export class Manager {
			connectionLost(connection: Connection, err: Error) { this.connections.delete(connection); }
		}`;
	t.deepEqual(sitesOf({'connection.ts': CONNECTION, 'manager.ts': gone}), ['connection.ts:7 handler']);
});

const JOB = `
import {recovery} from './recovery.js';
export async function run(job) {
	try {
		await fetch(job.url);
	} catch (err) {
		await recovery.handleFailure(err, job);
	}
}`;

test('a catch hands the error to another file, which runs the job again while attempts are left', t => {
	const recovery = `
		import {run} from './job.js';
		class Recovery {
			async handleFailure(err, job) { if (job.attempts++ < 3) await run(job); }
		}
		export const recovery = new Recovery();`;
	t.deepEqual(sitesOf({'job.ts': JOB, 'recovery.ts': recovery}), ['job.ts:3 retry']);
});

test('a report that goes out through the very function that failed is no retry', t => {
	const client = `
		import {report} from './report.js';
		export async function request(url) {
			try {
				return await fetch(url);
			} catch (err) {
				report(err);
				throw err;
			}
		}`;
	const reporter = `
		import {request} from './client.js';
		export const report = err => request('/errors');`;
	t.deepEqual(sitesOf({'client.ts': client, 'report.ts': reporter}), ['client.ts:6 handler']);
});
