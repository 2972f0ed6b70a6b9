import {ts} from '@ts-morph/common';
import type {StandIn} from '../../model/tests.ts';
import {bare} from '../flow/bare.ts';
import {nodesOf} from '../walk.ts';
import type {Context} from './context.ts';
import {type FunctionBody, outcomesOfFunction} from './outcomes.ts';
import {settingOf} from './setting.ts';
import {isFunctionExpression, keyOf, lastName} from './syntax.ts';

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
	const helper = node.name?.text;
	// A derived class without members of its own is the real one.
	return node.members.flatMap((member): StandIn[] => {
		const name = member.name && keyOf(member.name);
		const body = name === undefined ? undefined : bodyOf(member);
		if (name === undefined || !body) return [];
		const setting = settingOf(context, node, member.name);
		return [
			{
				form: 'class',
				seam: {kind: 'class', name: base, members: [name]},
				behaviours: outcomesOfFunction(context, body),
				...setting,
				...(setting.test === -1 && helper && {helper}),
				certainty: 'body',
			},
		];
	});
}

/** A method, or a function kept in a field. */
function bodyOf(member: ts.ClassElement): FunctionBody | undefined {
	if (ts.isMethodDeclaration(member)) return member.body && member;
	const value = ts.isPropertyDeclaration(member) && member.initializer ? bare(member.initializer) : undefined;
	return value && isFunctionExpression(value) ? value : undefined;
}
