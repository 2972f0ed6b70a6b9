import Redis from 'ioredis-mock';

// expect: ioredis-mock module ioredis: success (happy-path)
const redis = new Redis();
// ok: a command
await redis.set('a', '1');
