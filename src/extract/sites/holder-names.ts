import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';

/** The words of a name, in lower case: `HTTPRequestPool` and `http_request_pool` are http, request, pool. */
export function wordsOf(name: string): string[] {
	return name
		.replace(/([a-z\d])([A-Z])/g, '$1 $2')
		.replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z\d]+/)
		.filter(Boolean);
}

/** Names are read word by word: a `ToggleBlock` is no lock, an `aggregate` no gate, a `browser` no websocket. */
export const speaksOf = (name: string, word: RegExp): boolean => wordsOf(name).some(one => word.test(one));

/** The name by which a collection, counter or field is known: `idle` of `this.idle` and of `pool.idle[key]`. */
export function lastName(node: ts.Expression): string {
	const at = bare(node);
	if (ts.isIdentifier(at)) return at.text;
	if (ts.isPropertyAccessExpression(at)) return at.name.text;
	if (!ts.isElementAccessExpression(at)) return '';
	// `this[WAITING]` and `this[PRIVATE.WAITING]` are members under another spelling.
	const key = bare(at.argumentExpression);
	const isSymbol = ts.isPropertyAccessExpression(key) || (ts.isIdentifier(key) && /^[A-Z_]+$/.test(key.text));
	return isSymbol ? lastName(key) : lastName(at.expression);
}
