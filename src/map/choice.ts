import {h, onClick} from './dom.ts';

export interface Choice<T extends string> {
	value: T;
	label: string;
}

let groups = 0;

/** One of a few, as radio buttons in a row: arrow keys change it. */
export function createChoice<T extends string>(
	legend: string,
	choices: ReadonlyArray<Choice<T>>,
	chosen: T,
	choose: (value: T) => void,
): HTMLFieldSetElement {
	const name = `choice-${groups++}`;
	const inputs = choices.map(({value, label}) => {
		const input = h('input', {type: 'radio', name, value, checked: value === chosen});
		input.addEventListener('change', () => choose(value));
		return h('label', {}, input, h('span', {}, label));
	});
	return h('fieldset', {class: 'choice'}, h('legend', {}, legend), ...inputs);
}

/** Any number of a few, as buttons that stay pressed. */
export function createToggles<T extends string>(
	legend: string,
	choices: ReadonlyArray<Choice<T>>,
	toggle: (value: T) => void,
): {element: HTMLElement; show(pressed: ReadonlySet<T>): void} {
	const buttons = choices.map(({value, label}) =>
		onClick(h('button', {type: 'button', class: 'toggle', 'aria-pressed': 'false', 'data-value': value}, label), () =>
			toggle(value),
		),
	);
	return {
		element: h('div', {class: 'toggles', role: 'group', 'aria-label': legend}, ...buttons),
		show(pressed) {
			for (const [index, {value}] of choices.entries())
				buttons[index]!.setAttribute('aria-pressed', String(pressed.has(value)));
		},
	};
}
