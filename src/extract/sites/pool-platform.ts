import {ts} from '@ts-morph/common';
import {hit, signal} from '../../model/condition.ts';
import type {ArcDraft, SiteDraft} from '../../model/site.ts';
import {placeOfExecution} from '../places.ts';
import {declarationOf, type FileIndex} from '../walk.ts';
import {draftOf} from './draft.ts';

/** `new http.Agent({maxSockets})`: sockets are pooled by node. Failed work destroys the socket, so nothing comes back. */
export function extractPlatformPools(index: FileIndex): SiteDraft[] {
	return index.calls.flatMap(call => {
		if (!ts.isNewExpression(call) || (call.arguments ?? []).length === 0) return [];
		if (!isAgent(index, call.expression)) return [];
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

/** `Agent` or `http.Agent`, imported from node. */
function isAgent(index: FileIndex, callee: ts.Expression): boolean {
	const root = ts.isPropertyAccessExpression(callee) ? callee.expression : callee;
	const declaration = ts.isIdentifier(root) ? declarationOf(index, root) : undefined;
	if (declaration?.kind !== 'import' || !/^(node:)?https?$/.test(declaration.module)) return false;
	return (ts.isPropertyAccessExpression(callee) ? callee.name.text : declaration.member) === 'Agent';
}
