/** A value that parts of the page share, and what they do when it changes. */
export interface State<T> {
	get(): T;
	set(change: Partial<T>): void;
	watch(react: (value: T, before: T) => void): void;
}

export function createState<T extends object>(initial: T): State<T> {
	let value = initial;
	const watchers: Array<(value: T, before: T) => void> = [];
	return {
		get: () => value,
		set(change) {
			const before = value;
			value = {...value, ...change};
			for (const react of watchers) react(value, before);
		},
		watch(react) {
			watchers.push(react);
		},
	};
}
