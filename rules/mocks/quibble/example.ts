import quibble from 'quibble';

// expect: quibble module ./db: success
quibble('./db', {query: async () => []});
// expect: quibble.esm module ./queue.js: success
await quibble.esm('./queue.js', {push: async () => 1});
// ok: all is real again
quibble.reset();
