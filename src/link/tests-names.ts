import type {Site} from '../model/site.ts';

/** Names that many objects have: alone they are homonyms. Measured: the failing ones were nearly all of these. */
const COMMON: ReadonlySet<string> = new Set(
	`query get set update connect destroy parse now end close write read send call run execute exec delete find save load
	start stop on emit next add remove create open init then catch push pop log info error warn debug apply bind test
	exists insert count all stringify resolve reject handle process main index default setup teardown fn callback cb
	handler listener data value key list has clear reset flush release acquire use wrap request response fetchAll json
	text map filter reduce forEach keys values entries toString constructor once off addListener removeListener abort
	dispose subscribe unsubscribe`.split(/\s+/),
);

export const isCommon = (name: string): boolean => COMMON.has(name) || name.length < 4;

/** Two words at least: hardly another thing has the same name. */
export const isDistinctive = (name: string): boolean => !isCommon(name) && /[a-z0-9][A-Z]|_[a-z]/.test(name);

export interface SiteNames {
	class?: string;
	function?: string;
}

/** `Client.fetch` is of the class `Client`; a name in lower case before a dot is an object, and counts no less. */
export function namesOfSite({name}: Pick<Site, 'name'>): SiteNames {
	const parts = name.split('.').filter(part => /^#?[\w$]+$/.test(part));
	const [first] = parts;
	const last = parts.at(-1)?.replace(/^#/, '');
	if (first === undefined || last === undefined) return {};
	if (parts.length === 1) return /^[A-Z]/.test(first) ? {class: first} : {function: last};
	return {class: first, ...(last !== 'constructor' && {function: last})};
}

/** `Foo.Bar-service.test.ts` and `foo_bar_service.ts` are of one name. */
export function stemOf(file: string): string {
	const base = file.slice(file.lastIndexOf('/') + 1).replace(/\.[cm]?[jt]sx?$/, '');
	const bare = base
		.replace(/(?:[._-](?:tests?|specs?|e2e|int|integration|unit|functional))+$/i, '')
		.replace(/^tests?[-_.]/i, '');
	return bare.replace(/[-_.]/g, '').toLowerCase();
}

/** Files of these names are everywhere: only one beside the other is meant. */
export const COMMON_STEMS: ReadonlySet<string> = new Set(
	'index main util utils helper helpers types common constants errors error config app server client test tests'.split(
		' ',
	),
);

/** A name without what marks a stand-in or a hidden field: `mockClient` and `_client` are the client. */
export const plainName = (name: string): string =>
	name
		.replace(/^[_#$]+|(?:Mock|Stub|Fake)$/g, '')
		.replace(/^(?:mock|fake|stub)(?:ed)?(?=[A-Z])/, '')
		.toLowerCase();
