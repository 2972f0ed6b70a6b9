import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {boundNames} from '../flow/error-names.ts';
import {isCall} from '../flow/traverse.ts';
import type {FileIndex} from '../walk.ts';
import type {Found} from './draft.ts';
import {arcsOfRetry} from './retry-arcs.ts';
import type {RetryFound} from './retry-found.ts';

const PROVIDER =
	/provider|source|strateg|layer|backend|loader|resolver|fetcher|parser|reader|candidate|adapter|engine|gateway|fallback|alternative|plugin|method/i;

/**
 * Failing over along a list of different things to do (providers, cache layers) is a fallback; along the arguments of
 * one operation (hosts, nodes) it is a retry. A list of functions is the former; of a list of objects the name tells.
 */
export function isChain({loop, operations, handlers}: RetryFound): boolean {
	if (!loop || !ts.isForOfStatement(loop) || !ts.isVariableDeclarationList(loop.initializer) || !handlers[0])
		return false;
	const names = new Set(loop.initializer.declarations.flatMap(({name}) => boundNames(name)));
	return operations.some(operation => {
		if (!isCall(operation)) return false;
		const callee = bare(operation.expression);
		if (ts.isIdentifier(callee)) return names.has(callee.text);
		const receiver = ts.isPropertyAccessExpression(callee) ? bare(callee.expression) : callee;
		return (
			ts.isIdentifier(receiver) &&
			names.has(receiver.text) &&
			(PROVIDER.test(receiver.text) || PROVIDER.test(loop.expression.getText()))
		);
	});
}

/** The same counters as a retry over the list: a further round is a further provider, the end of the list its failure. */
export function describeChain(index: FileIndex, found: RetryFound): Found {
	const arcs = arcsOfRetry(index, found);
	const engage = arcs.find(({arc}) => arc === 'retry')!;
	const fail = arcs.find(({arc}) => arc === 'exhaust');
	return {
		kind: 'fallback',
		node: found.handlers[0]!.node,
		certainty: found.certainty,
		operations: found.operations,
		arcs: [{...engage, arc: 'engage'}, ...(fail ? [{...fail, arc: 'fail' as const}] : [])],
		form: 'fallback chain',
	};
}
