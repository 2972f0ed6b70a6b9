import {RedisMemoryServer} from 'redis-memory-server';

// expect: redis-memory-server ?: unknown (real)
const server = new RedisMemoryServer();
// ok: where it listens
await server.getHost();
