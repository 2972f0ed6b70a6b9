import rewire from 'rewire';

// ok: the module under test is the real one
const mail = rewire('../lib/mail.js');
// ok: a variable inside of it
mail.__set__('retries', 0);
