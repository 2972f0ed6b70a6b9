import {ts} from '@ts-morph/common';
import type {Operation} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import {calleeName, isCall} from '../flow/traverse.ts';
import {declarationOf, type FileIndex} from '../walk.ts';

/** Globals that fail only by their input. */
const LOCAL_GLOBALS = new Set([
	'JSON',
	'URL',
	'URLSearchParams',
	'RegExp',
	'BigInt',
	'Number',
	'String',
	'Object',
	'Array',
	'Map',
	'Set',
	'WeakMap',
	'Date',
	'Math',
	'Symbol',
	'Reflect',
	'Proxy',
	'Buffer',
	'Intl',
	'TextDecoder',
	'TextEncoder',
	'Error',
	'TypeError',
	'Uint8Array',
	'structuredClone',
	'decodeURIComponent',
	'decodeURI',
	'encodeURIComponent',
	'encodeURI',
	'atob',
	'btoa',
	'parseInt',
	'parseFloat',
	'require',
]);

/**
 * `local` where every guarded call is of a global that fails only by its input; undefined where the file alone does
 * not tell, which `link` then decides from what the calls reach.
 */
export function operationOf(index: FileIndex, operations: readonly ts.Node[]): Operation | undefined {
	const calls = operations.filter(isCall);
	if (calls.length === 0) return undefined;
	return calls.every(call => isLocalCall(index, call)) ? 'local' : undefined;
}

const LOCAL_METHODS = new Set([
	'slice',
	'split',
	'toString',
	'trim',
	'replace',
	'push',
	'join',
	'indexOf',
	'includes',
	'startsWith',
	'endsWith',
	'charCodeAt',
	'hasOwnProperty',
	'map',
	'filter',
	'toLowerCase',
	'toUpperCase',
	'test',
	'match',
	'concat',
	'keys',
	'isArray',
	'stringify',
]);

function isLocalCall(index: FileIndex, call: ts.CallExpression | ts.NewExpression): boolean {
	let root = bare(call.expression);
	while (ts.isPropertyAccessExpression(root)) root = bare(root.expression);
	if (ts.isIdentifier(root) && LOCAL_GLOBALS.has(root.text) && !declarationOf(index, root)) return true;
	return LOCAL_METHODS.has(calleeName(call));
}
