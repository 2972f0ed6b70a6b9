import {memfs} from 'memfs';

// expect: memfs module fs: unknown
const {fs} = memfs({'/a.txt': 'hello'});
// ok: a call on it
fs.readFileSync('/a.txt');
