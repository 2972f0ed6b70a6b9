/** What the catalogue knows, as material for programs: modules, call paths, and every word of a rule as an option key. */
export function librariesOf(book) {
	return Object.values(book.packages)
		.sort((a, b) => (a.package < b.package ? -1 : 1))
		.map(rule => ({
			modules: rule.modules,
			paths: Object.keys(rule.paths).sort(),
			keys: [...new Set(namesIn(rule.sites))].filter(word => /^[A-Za-z]\w*$/.test(word)),
		}))
		.filter(({paths, modules}) => paths.length > 0 && modules.length > 0);
}

/** Keys and strings, down to the leaves. */
function namesIn(value) {
	if (typeof value === 'string') return value.split(/[^\w]+/);
	if (Array.isArray(value)) return value.flatMap(namesIn);
	if (!value || typeof value !== 'object') return [];
	return Object.entries(value).flatMap(([key, inner]) => [...key.split(/[^\w]+/), ...namesIn(inner)]);
}

/** A call of something that the catalogue knows, its options and arguments by chance. */
export function libraryCall(make, {options, callback, simple}) {
	const {random} = make;
	const library = random.pick(make.libraries);
	const module = random.pick(library.modules);
	const [first, ...rest] = random.pick(library.paths).split('.');
	const root = first.replace('()', '');
	const names = make.imports.get(module) ?? make.imports.set(module, new Set()).get(module);
	const isNamed = /^[A-Za-z_$][\w$]*$/.test(root) && root !== 'default';
	names.add(isNamed ? root : 'lib');
	const given = () =>
		random
			.times(random.int(4), () =>
				random.pick([simple, callback, m => options(m, library.keys), m => options(m, library.keys)])(make),
			)
			.join(', ');
	const made = part => (part.endsWith('()') ? `${part.slice(0, -2)}(${given()})` : part);
	const start = made(`${isNamed ? root : 'lib'}${first.endsWith('()') ? '()' : ''}`);
	return `${random.pick(['', '', 'new ', 'await '])}${[start, ...rest.map(made)].join('.')}(${given()})`;
}
