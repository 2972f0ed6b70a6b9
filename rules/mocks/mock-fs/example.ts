import mock from 'mock-fs';

// expect: mock-fs module fs: unknown
mock({'a.txt': 'hello'});
// ok: all is real again
mock.restore();
