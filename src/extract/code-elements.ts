import {ts} from '@ts-morph/common';
import type {Tables} from './code-tables.ts';
import {functionTerm, termOf} from './terms.ts';
import {enclosingFunction} from './walk.ts';

const MAY_HAVE_ELEMENTS = /\.[cm]?[jt]sx$|\.[cm]?js$/;

/** JSX: who writes an element has its component run, and the functions in its attributes. */
export function extractElements(tables: Tables): void {
	if (!MAY_HAVE_ELEMENTS.test(tables.index.file)) return;
	for (const identifiers of tables.index.identifiers.values()) {
		for (const identifier of identifiers) extractIdentifier(tables, identifier);
	}
	for (const fn of tables.index.functions) {
		if (fn.parent && ts.isJsxExpression(fn.parent)) handOn(tables, fn, functionTerm(tables, fn));
	}
}

/** `<Panel>`, `<ui.Panel>`, `onClick={save}`; in lower case the tag is the platform's. */
function extractIdentifier(tables: Tables, identifier: ts.Identifier): void {
	const of = ts.isPropertyAccessExpression(identifier.parent) ? identifier.parent : identifier;
	const isTag =
		(ts.isJsxOpeningElement(of.parent) || ts.isJsxSelfClosingElement(of.parent)) && of.parent.tagName === of;
	if (isTag ? /^[A-Z]/.test(identifier.text) : ts.isJsxExpression(of.parent)) {
		handOn(tables, of, termOf(tables, of as ts.Expression));
	}
}

function handOn(tables: Tables, node: ts.Node, value: number): void {
	if (value >= 0) tables.code.handed.push({owner: tables.index.idOf.get(enclosingFunction(node)) ?? 0, value});
}
