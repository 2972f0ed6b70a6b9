import {ts} from '@ts-morph/common';
import type {Behaviour, Seam, StandIn} from '../../model/tests.ts';
import {bare} from '../flow/bare.ts';
import type {Declaration} from '../scopes.ts';
import type {Context} from './context.ts';
import {type ControlSetting, isDistinctControl, isSharedControl, stepsFrom} from './controls.ts';
import {chainStart, type FakeRoot, readFakeRoot} from './fake-roots.ts';
import {outcomesOfCallable, SUCCESS, UNKNOWN} from './outcomes.ts';
import {seamOfMember, seamsOfAssignment, seamsOfValue} from './seams.ts';
import {type Setting, settingOf} from './setting.ts';
import {lastName} from './syntax.ts';

interface Fake {
	root: FakeRoot;
	node: ts.CallExpression;
	/** The chain around it: what is stored. */
	top: ts.Node;
	/** What each test or hook tells it. */
	groups: Map<string, Group>;
}

interface Group {
	setting: Setting;
	controls: ControlSetting[];
	/** The place where the fake is made. */
	own: boolean;
}

/** Fakes of jest, vitest, sinon, node:test, bun and jasmine, and what is done to them later. */
export function extractFakes(context: Context): StandIn[] {
	const roots = new Map<ts.Node, Fake>();
	const held = new Map<Declaration, Fake[]>();
	for (const call of context.index.calls) {
		const root = readFakeRoot(context, call);
		if (root && ts.isCallExpression(call)) hold(context, held, openFake(context, roots, root, call));
	}
	const loose = new Map<string, Loose>();
	for (const call of context.index.calls) readControl(context, call, roots, held, loose);
	return [
		...[...roots.values()].flatMap(fake => standInsOf(context, fake)),
		...[...loose.values()].map(({group, seam, form}) => standIn(form, seam, group, [], true)),
	];
}

function openFake(context: Context, roots: Map<ts.Node, Fake>, root: FakeRoot, call: ts.CallExpression): Fake {
	const {settings, top} = stepsFrom(context, chainStart(root, call));
	const setting = settingOf(context, call);
	const fake: Fake = {
		root,
		node: call,
		top,
		groups: new Map([[keyOf(setting), {setting, controls: settings, own: true}]]),
	};
	roots.set(call, fake);
	return fake;
}

const keyOf = (setting: Setting) => `${setting.test}:${setting.suite?.line ?? 0}:${setting.helper ?? ''}`;

/** Remembers the variable that a fake is kept in. */
function hold(context: Context, held: Map<Declaration, Fake[]>, fake: Fake): void {
	const {parent} = fake.top;
	const target = ts.isVariableDeclaration(parent)
		? parent.name
		: ts.isBinaryExpression(parent) && parent.right === fake.top
			? parent.left
			: undefined;
	const declaration = target && context.declared(target);
	if (!declaration) return;
	const known = held.get(declaration);
	if (known) known.push(fake);
	else held.set(declaration, [fake]);
}

interface Loose {
	form: string;
	seam: Seam;
	group: Group;
}

/** A control whose fake is made elsewhere: `fetchMock.mockRejectedValueOnce(e)`, `vi.mocked(db.query).mockResolvedValue(1)`. */
function readControl(
	context: Context,
	call: ts.Node,
	roots: Map<ts.Node, Fake>,
	held: Map<Declaration, Fake[]>,
	loose: Map<string, Loose>,
): void {
	if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return;
	const name = call.expression.name.text;
	const isStart = isDistinctControl(context, name) || isSharedControl(context, name) || NTH.test(name);
	const receiver = isStart ? receiverOf(call.expression.expression) : undefined;
	if (!receiver || roots.has(receiver) || roots.has(call)) return;
	const setting = settingOf(context, call, call.expression.name);
	const fake = nearestFake(held.get(context.declared(receiver)!), call);
	if (fake) return addToGroup(context, fake.groups, receiver, setting);
	if (!isDistinctControl(context, name) && !isSinonMember(context, receiver, name)) return;
	const seam = seamOfLoose(context, receiver);
	const key = `${JSON.stringify(seam)}${keyOf(setting)}`;
	const known = loose.get(key);
	if (known) known.group.controls.push(...stepsFrom(context, outermost(receiver)).settings);
	else
		loose.set(key, {
			form: 'mocked',
			seam,
			group: {setting, controls: stepsFrom(context, outermost(receiver)).settings, own: true},
		});
}

const NTH = /^(?:on(?:First|Second|Third)?Call|withArgs)$/;

/** What the first call of a chain is made on; undefined inside a chain, which is read from its start. */
function receiverOf(node: ts.Expression): ts.Expression | undefined {
	let at = bare(node);
	while (ts.isPropertyAccessExpression(at) && (at.name.text === 'mock' || at.name.text === 'and'))
		at = bare(at.expression);
	if (!ts.isCallExpression(at)) return at;
	const name = lastName(at.expression);
	if (name === 'mocked' && at.arguments[0]) return bare(at.arguments[0]);
	return undefined;
}

/** The receiver with the casts and `mocked(…)` that are around it. */
function outermost(receiver: ts.Expression): ts.Node {
	let at: ts.Node = receiver;
	for (;;) {
		const {parent} = at;
		const isWrapped =
			ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isNonNullExpression(parent);
		const isMocked =
			ts.isCallExpression(parent) && parent.expression !== at && lastName(parent.expression) === 'mocked';
		if (!isWrapped && !isMocked) return at;
		at = parent;
	}
}

/** The fake assigned last before the call; a variable may be filled by several hooks. */
function nearestFake(fakes: Fake[] | undefined, call: ts.Node): Fake | undefined {
	return fakes?.findLast(fake => fake.node.pos < call.pos) ?? fakes?.[0];
}

function addToGroup(context: Context, groups: Map<string, Group>, receiver: ts.Expression, setting: Setting): void {
	const {settings} = stepsFrom(context, outermost(receiver));
	const known = groups.get(keyOf(setting));
	if (known) known.controls.push(...settings);
	else groups.set(keyOf(setting), {setting, controls: settings, own: false});
}

/** `db.query.rejects(e)`, where `db.query` was stubbed out of sight; not `assert.rejects` and `expect(f).to.throw`. */
function isSinonMember(context: Context, receiver: ts.Expression, name: string): boolean {
	if (!context.modules.has('sinon') || !ts.isPropertyAccessExpression(receiver)) return false;
	return (
		/^(?:resolves|rejects|returns|throws|callsFake|yields)$/.test(name) &&
		!/assert|expect|should|\bto\b/.test(receiver.getText())
	);
}

function seamOfLoose(context: Context, receiver: ts.Expression): Seam {
	const member = seamOfMember(context, receiver);
	if (member) return member;
	if (!ts.isIdentifier(receiver)) return {kind: 'unknown'};
	const declaration = context.declared(receiver);
	if (!declaration) return {kind: 'global', name: receiver.text};
	if (declaration.kind !== 'import') return seamsOfAssignment(context, receiver)[0] ?? {kind: 'unknown'};
	const {module} = declaration;
	const imported = declaration.member === 'default' || declaration.member === '*' ? receiver.text : declaration.member;
	return {kind: 'member', object: module, member: imported, module};
}

function standInsOf(context: Context, fake: Fake): StandIn[] {
	const {root} = fake;
	const seams = root.seam ? [root.seam] : seamsOfValue(context, fake.top);
	if (seams.length === 0) seams.push({kind: 'unknown'});
	const result: StandIn[] = [];
	let base = baseOf(context, root);
	// The group of the place where it is made comes first: what it says for good is what holds elsewhere.
	for (const group of fake.groups.values()) {
		const lasting = group.own ? group.controls.filter(control => !control.once && !control.real) : [];
		if (lasting.length > 0) base = lasting.flatMap(control => control.behaviours);
		for (const seam of seams) result.push(standIn(root.form, seam, group, base, root.watches));
	}
	return result;
}

/** What it does before anything is told: a fake returns undefined, a spy calls through. */
function baseOf(context: Context, root: FakeRoot): Behaviour[] {
	if (root.implementation) return outcomesOfCallable(context, root.implementation);
	return root.watches ? [] : [SUCCESS];
}

const HANDLER = /^on[A-Z]/;

function standIn(form: string, seam: Seam, group: Group, base: Behaviour[], watches: boolean): StandIn {
	const replacing = group.controls.filter(control => !control.real);
	const isReal = replacing.length === 0 && group.controls.length > 0;
	const isQuiet =
		isReal || (replacing.length === 0 && (base.length === 0 || (base.length === 1 && base[0] === SUCCESS)));
	const isHandler = seam.kind === 'option' && HANDLER.test(seam.name);
	const isObserver = isHandler || (isQuiet && (isReal || watches || seam.kind === 'unknown'));
	return {
		form,
		seam,
		behaviours: isObserver && isQuiet ? [] : behavioursOf(replacing, base, watches),
		...group.setting,
		...(isObserver && {observer: true}),
		certainty: base.length === 0 || base[0] === SUCCESS ? 'literal' : 'body',
	};
}

/** What is said once comes first; then what is said for good, or else what it did before. */
function behavioursOf(controls: ControlSetting[], base: Behaviour[], watches: boolean): StandIn['behaviours'] {
	const once = controls.filter(control => control.once).flatMap(control => control.behaviours);
	const lasting = controls.filter(control => !control.once).flatMap(control => control.behaviours);
	const rest = lasting.length > 0 ? lasting : base.length > 0 || !watches ? base : once.length > 0 ? [UNKNOWN] : [];
	const sequence = once.map(behaviour => ({...behaviour, once: true}));
	return [...sequence, ...rest];
}
