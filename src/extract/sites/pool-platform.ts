import {ts} from 'ts-morph';
import {hit, signal} from '../../model/condition.ts';
import type {ArcDraft, SiteDraft} from '../../model/site.ts';
import {originOf} from '../origins.ts';
import {placeOfExecution} from '../places.ts';
import type {FileIndex} from '../walk.ts';
import {draftOf} from './draft.ts';

/** `new http.Agent({maxSockets})`: sockets are pooled by node. Failed work destroys the socket, so nothing comes back. */
export function extractPlatformPools(index: FileIndex): SiteDraft[] {
	return index.calls.flatMap(call => {
		if (!ts.isNewExpression(call) || (call.arguments ?? []).length === 0) return [];
		const origin = originOf(index, call.expression);
		if (!origin || !/^(node:)?https?$/.test(origin.module) || origin.steps.at(-1) !== 'Agent') return [];
		const needs = hit(placeOfExecution(index, call));
		const arcs = (['exhaust', 'resource-error'] as const).map(
			(arc): ArcDraft => ({arc, needs, fires: signal(arc), reading: 'library', witnesses: []}),
		);
		return [
			draftOf(index, {
				kind: 'pool',
				mechanism: 'platform',
				node: call,
				certainty: 'sure',
				operations: [],
				operation: 'external',
				arcs,
				form: 'pool agent',
			}),
		];
	});
}
