import {ts} from '@ts-morph/common';
import type {StandIn} from '../../model/tests.ts';
import type {CallNode} from '../walk.ts';
import type {Context} from './context.ts';
import {settingOf} from './setting.ts';
import {lastName} from './syntax.ts';

export const SERVER =
	/^(?:create\w*Server|\w*(?:Mock|Fake|Stub|Test)\w*Server\w*|start\w*Server|WebSocketServer|with\w*Server)$/;
/** What a library of stand-ins calls its own tools is no fake of the project. */
const FAKE_CLASS = /^(?:Fake|Mock|Stub|Dummy)(?!Agent$|Pool$|Client$|Adapter$)[A-Z]/;
const FAKE_FACTORY = /^(?:create|make|build|get)?(?:Fake|Mock|Stub)[A-Z]|^(?:mock|fake|stub)[A-Z]/;

/**
 * Servers, fakes and factories that are known by their names alone: their behaviour sits in a body elsewhere, so that
 * they are present and say nothing.
 */
export function extractNamed(context: Context): StandIn[] {
	const found: StandIn[] = [];
	for (const call of context.index.calls) {
		const name = lastName(call.expression);
		const named = readNamed(context, call, name);
		if (named) found.push({...named, behaviours: [{kind: 'unknown'}], ...settingOf(context, call), certainty: 'named'});
		if (context.blocks.byCall.get(call)?.kind === 'test') found.push(...serversOf(context, call));
	}
	return found;
}

function readNamed(context: Context, call: CallNode, name: string): Pick<StandIn, 'form' | 'seam'> | undefined {
	if (SERVER.test(name)) return {form: 'server', seam: {kind: 'unknown'}};
	const isNew = ts.isNewExpression(call);
	// A class of this file is read member by member.
	if (isNew && context.declared(call.expression)?.kind === 'class') return undefined;
	if (isNew && FAKE_CLASS.test(name))
		return {form: 'fake', seam: {kind: 'class', name: name.replace(/^(?:Fake|Mock|Stub|Dummy)/, ''), members: []}};
	if (isNew || !ts.isIdentifier(call.expression) || !FAKE_FACTORY.test(name)) return undefined;
	return {form: 'factory', seam: {kind: 'unknown'}};
}

/** `test('title', withServer, f)`: the runner hands the server in. */
function serversOf(context: Context, call: CallNode): StandIn[] {
	const servers = (call.arguments ?? []).slice(1).filter(argument => {
		const name = ts.isCallExpression(argument) ? '' : lastName(argument);
		return /^with\w*Server/.test(name);
	});
	const test = context.blocks.byCall.get(call)!.test;
	return servers.map(server => ({
		form: 'server',
		seam: {kind: 'unknown'},
		behaviours: [{kind: 'unknown'}],
		line: settingOf(context, server).line,
		test,
		certainty: 'named',
	}));
}
