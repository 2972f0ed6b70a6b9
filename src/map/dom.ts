/** Text becomes text, whatever it holds: no function of this folder makes markup of it. */
export type Child = Node | string | number | false | undefined;

type Attributes = Record<string, string | number | boolean | undefined>;

/** An element with attributes and children; an attribute that is false or undefined is left out. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	attributes: Attributes = {},
	...children: Child[]
): HTMLElementTagNameMap[Tag] {
	const element = document.createElement(tag);
	setAttributes(element, attributes);
	element.append(...toNodes(children));
	return element;
}

export function svg(tag: string, attributes: Attributes = {}, ...children: SVGElement[]): SVGElement {
	const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
	setAttributes(element, attributes);
	element.append(...children);
	return element;
}

/** The same element with something to do when it is clicked, by mouse or key. */
export function onClick<T extends HTMLElement>(element: T, act: () => void): T {
	element.addEventListener('click', act);
	return element;
}

export function replace(element: Element, ...children: Child[]): void {
	element.replaceChildren(...toNodes(children));
}

function setAttributes(element: Element, attributes: Attributes): void {
	for (const [name, value] of Object.entries(attributes)) {
		if (value === undefined || value === false) continue;
		element.setAttribute(name, value === true ? '' : String(value));
	}
}

const toNodes = (children: readonly Child[]): Array<Node | string> =>
	children
		.filter(child => child !== false && child !== undefined)
		.map(child => (typeof child === 'number' ? String(child) : child));

/** Read aloud, not shown. */
export const hiddenText = (text: string): HTMLElement => h('span', {class: 'unseen'}, text);
