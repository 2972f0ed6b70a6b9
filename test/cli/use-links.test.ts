import test from 'ava';
import {useLinks} from '../../src/cli/use-links.ts';

const terminal = {isTTY: true, write: () => true};
const pipe = {write: () => true};
const has = (env: Record<string, string>, stdout: {isTTY?: boolean; write: () => boolean} = terminal) =>
	useLinks({env, stdout}, '/repo') !== undefined;

test('terminals that are known to make text clickable', t => {
	t.true(has({TERM_PROGRAM: 'WezTerm'}));
	t.true(has({TERM: 'xterm-kitty'}));
	t.true(has({VTE_VERSION: '7600'}));
	t.true(has({WT_SESSION: 'a'}));
});

test('no others, no pipes, no editors that find places themselves', t => {
	t.false(has({TERM: 'xterm-256color'}));
	t.false(has({VTE_VERSION: '4800'}));
	t.false(has({TERM_PROGRAM: 'vscode'}));
	t.false(has({TERM: 'xterm-kitty'}, pipe));
});

test('FORCE_HYPERLINK decides', t => {
	t.true(has({FORCE_HYPERLINK: '1'}, pipe));
	t.false(has({FORCE_HYPERLINK: '0', TERM: 'xterm-kitty'}));
});

test('an address is that of the file, whatever its name', t => {
	const link = useLinks({env: {FORCE_HYPERLINK: '1'}, stdout: pipe}, '/repo');
	t.is(link!('src/a b#1.ts', 3), 'file:///repo/src/a%20b%231.ts');
});
