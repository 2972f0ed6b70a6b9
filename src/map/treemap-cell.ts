import {describe} from './describe.ts';
import {h} from './dom.ts';
import {showPercent} from './numbers.ts';
import {stepOf} from './scale.ts';
import {type Measure, shareOf} from './tree.ts';
import {type Cell, HEADING} from './treemap-layout.ts';

/** Its name is shown where there is room; a screen reader always has it, with all that the tip says. */
export function createCell({node, isHeading, left, top, width, height, depth}: Cell): HTMLButtonElement {
	const isRoomy = isHeading ? width > 36 : width > 44 && height > 20;
	const button = h('button', {type: 'button', class: isHeading ? 'cell folder' : 'cell file', tabindex: -1});
	if (isRoomy) button.append(h('span', {class: 'name'}, node.name));
	button.style.left = `${left}px`;
	button.style.top = `${top}px`;
	button.style.width = `${width}px`;
	button.style.height = `${isHeading ? Math.min(height, HEADING) : height}px`;
	if (isHeading) {
		button.dataset.depth = String(depth);
		button.setAttribute('aria-label', [node.name, `folder ${node.path}`, ...describe(node)].join(', '));
	} else if (isRoomy && height > 40 && width > 54) button.append(' ', h('span', {class: 'share'}));
	return button;
}

export function colourCell(button: HTMLButtonElement, {node}: Cell, measure: Measure): void {
	const share = shareOf(node, measure);
	const percent = showPercent(share);
	const name = `cell file step-${stepOf(share)}`;
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
