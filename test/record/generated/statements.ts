import {deeper, end, promise, type Scope, value} from './code.ts';

export const block = (lines: readonly string[]): string => `{\n${lines.map(indent).join('\n')}\n}`;

export const indent = (text: string): string =>
	text
		.split('\n')
		.map(line => `\t${line}`)
		.join('\n');

/** Statements in which what one declares may be named by the next. */
export function statements(scope: Scope, most = 3): string[] {
	const lines: string[] = [];
	let names = scope.names;
	for (let i = scope.random.below(most) + 1; i > 0; i--) {
		const here = {...scope, names};
		if (scope.random.chance(0.25)) {
			const name = scope.fresh();
			lines.push(end(here, `${scope.random.pick(['const', 'let', 'var'])} ${name} = ${value(here)}`));
			names = [...names, name];
		} else lines.push(statement(here));
	}
	return lines;
}

function statement(scope: Scope): string {
	const {random} = scope;
	return scope.depth <= 0 || random.chance(0.3) ? random.pick(SMALL)(scope) : random.pick(LARGE)(deeper(scope));
}

const SMALL: ReadonlyArray<(scope: Scope) => string> = [
	scope => end(scope, `say('s${scope.random.below(90)}', ${value(scope)})`),
	scope => end(scope, value(scope)),
	scope => end(scope, `(${value(scope)}, ${value(scope)})`),
	scope => end(scope, `[${value(scope)}, 2].forEach(one => say(one))`),
	scope => end(scope, `\`\${${value(scope)}}\`.length`),
	scope => end(scope, `const {${scope.fresh()} = ${value(scope)}, ...${scope.fresh()}} = {one: ${value(scope)}}`),
	scope => end(scope, `${value(scope)} ${scope.random.pick(['||', '&&', '??'])} say('operand')`),
	scope => end(scope, `holder.count${scope.random.pick([' = 0', '++', ' ||= 1', ' ??= 2', ' -= 1'])}`),
	scope => (scope.isAsync ? end(scope, `await ${promise(scope)}`) : end(scope, value(scope))),
	scope => end(scope, `${promise(scope)}.then(() => say('settled'), ({message} = {}) => say(message))`),
	scope => (scope.yields ? end(scope, `yield ${value(scope)}`) : end(scope, value(scope))),
	scope => leave(scope),
	scope => end(scope, `const ${scope.fresh()} = ${scope.random.pick(['function () {}', '() => 1', 'class {}'])}`),
	scope => end(scope, `debugger`),
];

/** What ends more than itself stands behind a condition, so that something follows. */
function leave(scope: Scope): string {
	const label = scope.loops.length > 0 ? scope.random.pick(scope.loops) : undefined;
	const last = label === undefined ? [] : [`continue ${label}`.trim(), `break ${label}`.trim()];
	const act = scope.random.pick([
		`throw new Error('e${scope.random.below(9)}')`,
		...(scope.returns ? [`return ${value(scope)}`] : []),
		...last,
	]);
	return `if (${value(scope)}) ${end(scope, act)}`;
}

/** With braces or without. */
function body(scope: Scope): string {
	if (scope.random.chance(0.6)) return block(statements(scope));
	const simple = [`say('b${scope.random.below(90)}')`, `holder.count = ${value(scope)}`, `void ${value(scope)}`];
	return end({...scope, bare: false}, scope.random.pick(simple));
}

const LARGE: ReadonlyArray<(scope: Scope) => string> = [
	scope => `if (${value(scope)}) ${body(scope)}`,
	scope => `if (${value(scope)}) ${body(scope)}\nelse ${body(scope)}`,
	scope => `if (${value(scope)}) ${body(scope)}\nelse if (${value(scope)}) ${body(scope)}\nelse ${body(scope)}`,
	loop,
	loop,
	tried,
	tried,
	scope => {
		const cases = [0, 1, 2].map(at => `case ${at}: ${statements(deeper(scope, inSwitch(scope)), 2).join('\n')}`);
		const parts = scope.random.chance(0.5) ? [...cases, `default: say('other')`] : cases;
		return `switch (${value(scope)}) ${block(parts)}`;
	},
	scope => block(statements(scope)),
	scope => {
		const name = scope.fresh();
		const inner = deeper(scope, {isAsync: false, yields: false, returns: true, loops: []});
		return `function ${name}(one) ${block(["'a directive'", ...statements({...inner, names: ['one']}, 2)])}\n${end(scope, `say(${name}(${value(scope)}), ${name}.name)`)}`;
	},
	scope => {
		const name = scope.fresh();
		return `${name}: ${block([...statements(scope, 2), `if (${value(scope)}) break ${name};`, "say('not left');"])}`;
	},
];

/** In a switch a plain `break` would be another one. */
const inSwitch = ({loops}: Scope): Partial<Scope> => ({loops: loops.filter(label => label !== '')});

function loop(scope: Scope): string {
	const counter = scope.fresh();
	const label = scope.random.chance(0.5) ? scope.fresh() : '';
	const inner = deeper(scope, {loops: [...scope.loops, label], names: [...scope.names, counter]});
	const head = label === '' ? '' : `${label}: `;
	const waits = scope.isAsync && scope.random.chance(0.5);
	return scope.random.pick([
		() => `${head}for (let ${counter} = 0; ${counter} < 3; ${counter}++) ${body(inner)}`,
		() => `${head}for (const ${counter} of [${value(scope)}, 2]) ${body(inner)}`,
		() => `${head}for ${waits ? 'await ' : ''}(const ${counter} of [1, ${value(scope)}]) ${body(inner)}`,
		() => `${head}for (const ${counter} in {a: 1, b: 2}) ${body(inner)}`,
		() => `${end(scope, `let ${counter} = 0`)}\n${head}while (${counter}++ < 2) ${body(inner)}`,
		() =>
			`${end(scope, `let ${counter} = 0`)}\n${head}do ${body(inner)} while (++${counter} < 2)${scope.bare ? '' : ';'}`,
	])();
}

function tried(scope: Scope): string {
	const error = scope.fresh();
	const caught = {...scope, names: [...scope.names, `${error}.message`]};
	const last = scope.random.chance(0.3) ? end(scope, `throw ${error}`) : end(scope, `say(${error}.message)`);
	const catches = `catch (${error}) ${block([...statements(caught, 2), last])}`;
	const finale = `finally ${block([end(scope, `say('finally')`), ...statements({...scope, loops: []}, 1)])}`;
	return `try ${block(statements(scope))} ${scope.random.pick([catches, `catch ${block(statements(scope, 2))}`, finale, `${catches} ${finale}`])}`;
}
