import {ts} from '@ts-morph/common';
import type {StandIn} from '../../model/tests.ts';
import {nodesOf} from '../walk.ts';
import type {Context} from './context.ts';
import {outcomesOfFunction} from './outcomes.ts';
import {settingOf} from './setting.ts';
import {keyOf, lastName} from './syntax.ts';

/** Classes whose children are values of the test, not stand-ins for a service. */
const VALUES = /(?:Error|Exception|Event)$|^(?:Component|PureComponent|HTMLElement|Array|Map|Set)$/;

const PLUMBING = /^(?:EventEmitter|Readable|Writable|Duplex|Transform|PassThrough|Object)$/;

/** `FakeStore`, `StoreStub`: what it is named for. */
const NAMED_FAKE = /^(?:Fake|Mock|Stub|Dummy|InMemory)(?=[A-Z])|(?:Fake|Mock|Stub)$/;

/** Classes of the test that extend or implement something, or are named for what they fake. One entry a method. */
export function extractClasses(context: Context): StandIn[] {
	const classes = [
		...nodesOf<ts.ClassDeclaration>(context.index, ts.SyntaxKind.ClassDeclaration),
		...nodesOf<ts.ClassExpression>(context.index, ts.SyntaxKind.ClassExpression),
	];
	return classes.flatMap(node => {
		const base = baseOf(node);
		return base === undefined || VALUES.test(base) ? [] : membersOf(context, node, base);
	});
}

function baseOf(node: ts.ClassLikeDeclaration): string | undefined {
	const clauses = node.heritageClauses ?? [];
	const bases = clauses.flatMap(clause => [...clause.types]);
	// `extends EventEmitter implements IStore` stands for the store.
	const base = bases.find(type => !PLUMBING.test(lastName(type.expression))) ?? bases[0];
	if (base) return lastName(base.expression) || undefined;
	const name = node.name?.text ?? '';
	return NAMED_FAKE.test(name) ? name.replace(NAMED_FAKE, '') : undefined;
}

function membersOf(context: Context, node: ts.ClassLikeDeclaration, base: string): StandIn[] {
	const methods = node.members.filter(ts.isMethodDeclaration).filter(method => method.body && keyOf(method.name));
	const setting = settingOf(context, node);
	if (methods.length === 0) {
		return [
			{form: 'class', seam: {kind: 'class', name: base, members: []}, behaviours: [], ...setting, certainty: 'named'},
		];
	}
	const helper = node.name?.text;
	return methods.map(method => ({
		form: 'class',
		seam: {kind: 'class', name: base, members: [keyOf(method.name)!]},
		behaviours: outcomesOfFunction(context, method),
		...settingOf(context, node, method.name),
		...(setting.test === -1 && helper && {helper}),
		certainty: 'body',
	}));
}
