/** Whether a call that leaves the project can fail for a reason outside the process, and why. */
export interface Outside {
	external: boolean;
	reason: string;
}

const pure = (reason: string): Outside => ({external: false, reason});
const risky = (reason: string): Outside => ({external: true, reason});

const COMPUTES = pure('computes on its arguments alone');
const CONTAINER = pure('only holds or calls what it is given');
const OPTIONAL = pure('loads code: what it finds is fixed when the program is installed');

/** Globals that are not listed compute on their arguments. */
const GLOBALS = new Map<string, Outside>([
	['fetch', risky('network')],
	['WebSocket', risky('network')],
	['EventSource', risky('network')],
	['XMLHttpRequest', risky('network')],
	['WebTransport', risky('network')],
	['AbortSignal', risky('time: a deadline, or whoever aborts')],
	['setTimeout', risky('time')],
	['setInterval', risky('time')],
	['navigator', risky('the device and its network')],
	['Worker', risky('another thread')],
	['SharedWorker', risky('another thread')],
	['BroadcastChannel', risky('another thread')],
	['MessageChannel', risky('another thread')],
	['Atomics', risky('contention between threads')],
	['indexedDB', risky('storage')],
	['localStorage', risky('storage')],
	['sessionStorage', risky('storage')],
	['caches', risky('storage')],
	['Bun', risky('files, network and processes')],
	['Deno', risky('files, network and processes')],
]);

/** Modules of Node that reach outside; those not listed compute or wrap. */
const BUILTINS = new Map<string, Outside>([
	['fs', risky('file system')],
	['fs/promises', risky('file system')],
	['net', risky('network')],
	['tls', risky('network')],
	['dgram', risky('network')],
	['dns', risky('network')],
	['dns/promises', risky('network')],
	['http', risky('network')],
	['https', risky('network')],
	['http2', risky('network')],
	['child_process', risky('another process')],
	['cluster', risky('another process')],
	['worker_threads', risky('another thread')],
	['readline', risky('a stream from outside')],
	['readline/promises', risky('a stream from outside')],
	['stream', risky('a stream fails as its source or sink does')],
	['stream/promises', risky('a stream fails as its source or sink does')],
	['stream/consumers', risky('a stream fails as its source does')],
	['timers', risky('time')],
	['timers/promises', risky('time')],
	['inspector', risky('another process')],
	['sqlite', risky('database file')],
]);

const LOCAL_BUILTINS = new Set(
	(
		'assert assert/strict async_hooks buffer console constants crypto diagnostics_channel events module os path ' +
		'path/posix path/win32 perf_hooks process punycode querystring string_decoder sys test trace_events tty url util ' +
		'util/types v8 vm wasi zlib'
	).split(' '),
);

/** Members that break their module's rule. */
const MEMBERS = new Map<string, Outside>([
	['os.userInfo', risky('the user database of the system')],
	['events.once', risky('waits for an event that somebody else sends')],
	['events.on', risky('waits for events that somebody else sends')],
	['global.process.kill', risky('another process')],
	['global.process.send', risky('another process')],
	['global.process.chdir', risky('file system')],
	['global.AbortSignal.any', CONTAINER],
	['timers.clearTimeout', CONTAINER],
	['timers.clearInterval', CONTAINER],
	['http.Agent.new', CONTAINER],
	['https.Agent.new', CONTAINER],
]);

/** Packages known to compute on their arguments; every other package may reach outside. */
const PURE_PACKAGES = new Set(
	(
		'acorn ajv ajv-formats ansi-styles array-flatten big.js bignumber.js bn.js bson buffer bytes camelcase chalk ' +
		'class-transformer class-validator classnames clsx color colorette commander content-type cookie cron-parser ' +
		'csv-parse csv-stringify date-fns date-fns-tz dayjs debug decimal.js deep-equal deepmerge denque depd dequal ' +
		'ejs escape-html escape-string-regexp etag eventemitter3 fast-deep-equal fast-json-patch fast-json-stable-stringify ' +
		'fast-xml-parser graphql-tag handlebars hash-sum he hoist-non-react-statics http-errors iconv-lite immer immutable ' +
		'inherits ini io-ts ip ipaddr.js is-plain-object joi js-yaml json-schema json-stringify-safe json5 jsonc-parser ' +
		'jsonpath jsonpointer kind-of kleur lodash lodash-es long lru-cache luxon magic-string mime mime-types minimatch ' +
		'minimist mitt moment moment-timezone ms mustache nanoid negotiator object-assign object-hash on-finished ' +
		'path-to-regexp pg-types picocolors picomatch pluralize postgres-array postgres-interval prettier prop-types ' +
		'protobufjs punycode qs ramda range-parser redis-errors redis-parser reflect-metadata remeda rfdc safe-buffer ' +
		'sanitize-html semver setprototypeof slugify source-map statuses stringify-object superjson superstruct toml ' +
		'ts-pattern tslib type-fest type-is typebox uri-js url-parse url-template utils-merge uuid valibot validator vary ' +
		'xml2js xmlbuilder yaml yargs-parser yup zod standard-as-callback cluster-key-slot'
	).split(' '),
);

/** Says nothing of a call of which only the name is known. */
export function readOutside(module: string, path: readonly string[]): Outside | undefined {
	if (module === '') return undefined;
	if (module === 'global') return readGlobal(path);
	const name = module.replace(/^node:/, '');
	const member = MEMBERS.get(`${name}.${path.join('.')}`);
	if (member) return member;
	const builtin = BUILTINS.get(name);
	if (builtin) return isPlainMember(name, path) ? COMPUTES : builtin;
	if (LOCAL_BUILTINS.has(name)) return COMPUTES;
	const pack = packageOf(module);
	return PURE_PACKAGES.has(pack) || /^lodash[./]/.test(pack) ? COMPUTES : risky(`package ${pack}`);
}

/** Reading a body waits for the other side. */
const BODY = /^(text|json|arrayBuffer|blob|formData|bytes|getReader)$/;

function readGlobal(path: readonly string[]): Outside {
	const [first = ''] = path;
	if (/^(Response|Request|ReadableStream)$/.test(first) && BODY.test(path.at(-1) ?? '')) return risky('network');
	if (first === 'require' || first === 'import') return OPTIONAL;
	return MEMBERS.get(`global.${path.slice(0, 2).join('.')}`) ?? GLOBALS.get(first) ?? COMPUTES;
}

/** Constants, classes of errors and URL helpers inside modules that otherwise reach outside. */
const isPlainMember = (module: string, path: readonly string[]): boolean =>
	(module === 'net' && /^isIP/.test(path[0] ?? '')) || path[0] === 'constants' || path[0] === 'STATUS_CODES';

function packageOf(module: string): string {
	const parts = module.split('/');
	return module.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!;
}
