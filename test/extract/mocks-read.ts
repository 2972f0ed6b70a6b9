import {loadTestRules} from '../../src/catalogue/test-rules.ts';
import {extractTests} from '../../src/extract/tests.ts';
import {indexFile} from '../../src/extract/walk.ts';
import type {Behaviour, Seam, StandIn} from '../../src/model/tests.ts';

const {rules} = loadTestRules();

export const standIns = (text: string): StandIn[] => extractTests(indexFile('a.test.ts', text), rules).standIns;

/** Form, seam and behaviours on one line each: `jest.fn option fetch: reject once, success`. */
export const lines = (text: string): string[] => standIns(text).map(line);

export function line({form, seam, behaviours, observer}: StandIn): string {
	return `${form} ${seamText(seam)}: ${observer ? 'observer' : behaviours.map(behaviourText).join(', ')}`;
}

function seamText(seam: Seam): string {
	switch (seam.kind) {
		case 'module':
			return `module ${seam.specifier}`;
		case 'member':
			return `${seam.object}.${seam.member}`;
		case 'option':
			return `option ${seam.to ? `${seam.to}#` : ''}${seam.name}`;
		case 'argument':
			return `argument ${seam.callee}#${seam.index}`;
		case 'host':
			return `host ${seam.host}${seam.path ?? ''}`;
		case 'class':
			return `class ${seam.name}#${seam.members.join()}`;
		case 'global':
			return `global ${seam.name}`;
		case 'unknown':
			return '?';
	}
}

function behaviourText(behaviour: Behaviour & {once?: boolean}): string {
	const text =
		behaviour.kind === 'failure'
			? behaviour.how + (behaviour.status ?? '')
			: behaviour.kind === 'latency'
				? `after ${behaviour.ms ?? '?'}`
				: behaviour.kind;
	return behaviour.once ? `${text} once` : text;
}
