import {describe} from './describe.ts';
import {type Child, h} from './dom.ts';
import {showPercent} from './numbers.ts';
import {stepOf} from './scale.ts';
import {type Measure, shareOf} from './tree.ts';
import {type Cell, HEADING} from './treemap-layout.ts';

/** Its name is shown where there is room; a screen reader always has it, with all that the tip says. */
export function createCell({node, isHeading, left, top, width, height, depth}: Cell): HTMLButtonElement {
	const isRoomy = isHeading ? width > 36 : height > 20 && isTelling(node.name, width);
	const button = h('button', {type: 'button', class: isHeading ? 'cell folder' : 'cell file', tabindex: -1});
	if (isRoomy) button.append(h('span', {class: 'name'}, ...breakable(node.name)));
	button.style.left = `${left}px`;
	button.style.top = `${top}px`;
	button.style.width = `${width}px`;
	button.style.height = `${isHeading ? Math.min(height, HEADING) : height}px`;
	if (isHeading) {
		button.dataset.depth = String(depth);
		button.setAttribute('aria-label', [node.name, `folder ${node.path}`, ...describe(node)].join(', '));
	} else if (isRoomy && height > 40 && width > SHARE) button.append(' ', h('span', {class: 'share'}));
	if (height > TALL) button.classList.add('tall');
	return button;
}

/** Pixels: of a usual character, of the space beside a name, of `100 %` and its space, and from where on two lines have room. */
const CHARACTER = 6.8;
const PADDING = 12;
const SHARE = 62;
const TALL = 58;
/** Fewer characters of a name tell too little to be worth their noise. */
const TELLING = 7;

/** It may go on in the next line where a word of it ends. */
const breakable = (name: string): Child[] =>
	name.split(/(?=\.)|(?<=[-_])/).flatMap((part, index) => (index === 0 ? [part] : [h('wbr'), part]));

const isTelling = (name: string, width: number): boolean =>
	width - PADDING >= CHARACTER * Math.min(name.length, TELLING);

export function colourCell(button: HTMLButtonElement, {node}: Cell, measure: Measure): void {
	const share = shareOf(node, measure);
	const percent = showPercent(share);
	const name = `cell file step-${stepOf(share)}${button.classList.contains('tall') ? ' tall' : ''}`;
	if (button.className !== name) button.className = name;
	const label = button.querySelector('.share');
	if (label) label.textContent = percent;
	const what = measure === 'errors' ? 'error-path coverage' : 'line coverage';
	const kind = node.children.length > 0 ? 'folder ' : '';
	button.setAttribute(
		'aria-label',
		[`${node.name} ${percent}`, `${what} of ${kind}${node.path}`, ...describe(node)].join(', '),
	);
}
