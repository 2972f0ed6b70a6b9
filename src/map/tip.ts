import {h, replace} from './dom.ts';
import {type Cell, HEADING} from './treemap-layout.ts';

/** What stands beside the cell under the pointer or the focus; a screen reader has it from the cell's own label. */
export function createTip() {
	const element = h('div', {class: 'tip', 'aria-hidden': 'true', hidden: true});
	return {
		element,
		show(title: string, lines: readonly string[], {left, top, height, isHeading}: Cell) {
			replace(element, h('b', {}, title), ...lines.map(line => h('span', {}, line)));
			element.hidden = false;
			const frame = element.parentElement!;
			const below = top + (isHeading ? HEADING : height) + 6;
			const fits = below + element.offsetHeight < frame.clientHeight;
			element.style.left = `${Math.max(4, Math.min(left, frame.clientWidth - element.offsetWidth - 4))}px`;
			element.style.top = `${fits ? below : Math.max(4, top - element.offsetHeight - 6)}px`;
		},
		hide() {
			element.hidden = true;
		},
	};
}
