import mockRequire from 'mock-require';

// expect: mockRequire module ./db: success
mockRequire('./db', {query: () => 1});
// ok: it is put back
mockRequire.stop('./db');
