import {SHAPES} from '../model/rule.ts';
import type {Problem} from './validate.ts';

type Path = Problem['path'];

const CLAUSES = new Set(['when', 'unless', 'with']);
/** As `key` in `schema/rule.json`, which cannot say it of the keys of a mapping. */
const KEY = /^(?:[\w$]*#\d+)?\.?[\w$.*-]*$/;

/** Every condition below `value`: keys that are none, and tests that are a misspelt shape. */
export function checkClauses(value: unknown, path: Path): Problem[] {
	if (Array.isArray(value)) return value.flatMap((each, i) => checkClauses(each, [...path, i]));
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => {
		const at = [...path, key];
		if (!CLAUSES.has(key)) return checkClauses(inner, at);
		return Array.isArray(inner) ? inner.flatMap((each, i) => checkClause(each, [...at, i])) : checkClause(inner, at);
	});
}

const checkClause = (clause: object, path: Path): Problem[] =>
	Object.entries(clause).flatMap(([key, tests]) => {
		const at = [...path, key];
		if (!KEY.test(key) || key === '') return [{path: at, message: 'is no key of an option or argument'}];
		return [tests].flat().flatMap(test => {
			const meant = typeof test === 'string' ? shapeNear(test) : undefined;
			return meant === undefined
				? []
				: [{path: at, message: `tests for \`${test}\`; the shape is written \`${meant}\``}];
		});
	});

/** The shape that is one slip away: a letter too many, too few, another, or two exchanged. */
const shapeNear = (text: string): string | undefined =>
	(SHAPES as readonly string[]).includes(text) ? undefined : SHAPES.find(shape => isOneSlip(text, shape));

function isOneSlip(a: string, b: string): boolean {
	if (Math.abs(a.length - b.length) > 1) return false;
	let start = 0;
	while (start < a.length && a[start] === b[start]) start++;
	let end = 0;
	while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
	const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
	const isExchanged = left.length === 2 && right === left[1]! + left[0]!;
	return (left.length <= 1 && right.length <= 1) || isExchanged;
}
