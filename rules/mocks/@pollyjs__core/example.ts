import {Polly} from '@pollyjs/core';

// expect: @pollyjs/core host : unknown
const polly = new Polly('users');
// ok: all is real again
await polly.stop();
