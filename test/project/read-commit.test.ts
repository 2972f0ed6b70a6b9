import test from 'ava';
import {openProject} from '../../src/project/open-project.ts';
import {makeFolder} from '../make-folder.ts';

const HASH = '0123456789abcdef0123456789abcdef01234567';
const commitOf = (root: string, dir = '.') => openProject(dir, {cwd: root}).project.commit;

test('the commit comes from a loose ref, a packed ref or a detached HEAD, also for a folder inside', t => {
	const code = {'pkg/a.ts': ''};
	const loose = makeFolder(t, {...code, '.git/HEAD': 'ref: refs/heads/a/b\n', '.git/refs/heads/a/b': `${HASH}\n`});
	t.is(commitOf(loose), HASH);
	t.is(commitOf(loose, 'pkg'), HASH);
	const packed = `# pack-refs with: peeled\n${HASH.replace('0', 'f')} refs/heads/mainly\n${HASH} refs/heads/main\n`;
	t.is(commitOf(makeFolder(t, {...code, '.git/HEAD': 'ref: refs/heads/main', '.git/packed-refs': packed})), HASH);
	t.is(commitOf(makeFolder(t, {...code, '.git/HEAD': `${HASH}\n`})), HASH);
});

test('a linked work tree names its git folder in a file', t => {
	const root = makeFolder(t, {
		'repo/.git/worktrees/w/HEAD': 'ref: refs/heads/side',
		'repo/.git/worktrees/w/commondir': '../..\n',
		'repo/.git/refs/heads/side': HASH,
		'w/.git': 'gitdir: ../repo/.git/worktrees/w\n',
		'w/a.ts': '',
	});
	t.is(commitOf(root, 'w'), HASH);
});

test('no commit, no repository and a ref that leads elsewhere give null', t => {
	t.is(commitOf(makeFolder(t, {'a.ts': '', '.git/HEAD': 'ref: refs/heads/main\n'})), null);
	t.is(commitOf(makeFolder(t, {'a.ts': '', secret: HASH, '.git/HEAD': 'ref: refs/../../secret\n'})), null);
	t.is(commitOf(makeFolder(t, {'a.ts': '', '.git': 'nonsense'})), null);
});
